#!/usr/bin/env python3
"""Breaks every rule of the gate on purpose, in a repository of a few lines, and demands the
message. A check that has gone blind fails here."""

import sys
import tempfile
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
import check_determinism
import check_floors
import check_links
import check_modules
import check_review
import check_size
import check_style
import check_words
import new_module
import run_tests

FLOORS = "base\ncodec crypto\nmachine\nmodules\n~~~ waterline\nstorage\napi\nclient\napps\n"
HEADER = "// What it is.\n#pragma once\n"
README = "# A\n\n" + "".join(f"## {heading}\n\n" for heading in check_modules.HEADINGS)
PROTO = 'syntax = "proto3";\npackage linlian.{0}.v1;\n'
MODULES = {"src/modules/all_modules.cpp":
           "auto all = {first::module(), second::module()};\n"}
for one in ("first", "second"):
    MODULES |= {f"src/modules/{one}/{part}": "" for part in check_modules.shape(one)}
    MODULES |= {f"src/modules/{one}/README.md": README,
                f"src/modules/{one}/{one}.proto": PROTO.format(one)}


class CheckTest(unittest.TestCase):
    """Lays files into an empty folder and runs one check on it."""

    def said(self, check, files):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {"src/FLOORS": FLOORS, **files}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return "\n".join(str(finding) for finding in sorted(set(check.findings(root))))

    def refuses(self, check, files, *messages):
        said = self.said(check, files)
        for message in messages:
            self.assertIn(message, said)

    def accepts(self, check, files):
        self.assertEqual(self.said(check, files), "")


class Floors(CheckTest):
    def test_refuses_an_upward_include(self):
        self.refuses(check_floors, {"src/base/a.h": '\n#include "machine/b.h"\n'},
                     "src/base/a.h:2: base includes up into machine")

    def test_refuses_a_sideways_include(self):
        self.refuses(check_floors, {"src/codec/a.cpp": '#include "crypto/b.h"\n'},
                     "codec includes sideways into crypto")

    def test_refuses_an_upward_import_of_a_schema(self):
        self.refuses(check_floors, {"src/codec/a.proto": 'import "machine/b.proto";\n'},
                     "src/codec/a.proto:1: codec includes up into machine")

    def test_refuses_an_unknown_room(self):
        self.refuses(check_floors, {"src/base/a.h": '#include "bass/b.h"\n', "src/new/a.h": ""},
                     "bass is no room", "src/new/a.h:1: new is no room")

    def test_refuses_a_path_without_its_room(self):
        self.refuses(check_floors, {"src/base/a.cpp": '#include "a.h"\n'}, "names no room")

    def test_refuses_a_module_named_above_the_modules(self):
        self.refuses(check_floors, {"src/api/a.cpp": '#include "modules/first/first.h"\n'},
                     "api names a module")

    def test_lets_programs_and_tests_name_modules(self):
        self.accepts(check_floors, {"src/apps/bench/a.cpp": '#include "modules/first/first.h"\n',
                                    "src/apps/a.cpp": '#include "modules/first/first.pb.h"\n',
                                    "src/api/a_test.cpp": '#include "modules/first/first.h"\n'})

    def test_refuses_a_face_that_reads_rows_by_itself(self):
        self.refuses(check_floors, {"src/apps/a.cpp": '#include "modules/first/state.h"\n'},
                     "let client do it")

    def test_refuses_a_terminal_in_the_client(self):
        self.refuses(check_floors, {"src/client/a.cpp": "#include <iostream>\n"},
                     "<iostream> in client")

    def test_refuses_what_is_behind_the_public_header_of_a_module(self):
        self.refuses(check_floors, {
            **MODULES, "src/modules/second/acts.cpp": '#include "modules/first/rules.h"\n'},
            "second reaches behind the public header of modules/first")

    def test_refuses_a_module_that_stands_later_in_the_list(self):
        self.refuses(check_floors, MODULES
                     | {"src/modules/first/acts.cpp": '#include "modules/second/second.h"\n'},
                     "modules/first includes modules/second, which does not stand before it")

    def test_lets_a_module_use_the_door_of_an_earlier_one(self):
        self.accepts(check_floors, MODULES
                     | {"src/modules/second/acts.cpp": '#include "modules/first/first.pb.h"\n'})

    def test_does_not_read_comments(self):
        self.accepts(check_floors, {"src/base/a.h": '/*\n#include "api/b.h"\n*/\n'})


class Determinism(CheckTest):
    def test_refuses_banned_headers_and_words(self):
        lines = ["#include <ctime>", "#include <rocksdb/db.h>", "auto t = time(nullptr);",
                 "double share;", "std::unordered_map<int, int> m;", "std::shuffle(a, b, c);",
                 'getenv("HOME");', "std::map<Node*, int> order;", "if (isdigit(c)) return;",
                 "throw 1;", "std::chrono::utc_clock::now();", "auto z = current_zone();"]
        said = self.said(check_determinism, {"src/machine/a.cpp": "\n".join(lines) + "\n"})
        for number in range(1, len(lines) + 1):
            self.assertIn(f"src/machine/a.cpp:{number}: ", said)
        self.assertIn("time comes from the block header", said)

    def test_takes_the_calendar_of_the_library_of_times(self):
        self.accepts(check_determinism, {
            "src/machine/a.cpp": "#include <chrono>\nstd::chrono::sys_days day{date};\n"})

    def test_leaves_comments_strings_tests_and_the_floors_above_alone(self):
        self.accepts(check_determinism, {
            "src/machine/a.cpp": '// a double\nauto s = "float"; auto n = 1\'000\'000;\n',
            "src/machine/a_test.cpp": "double d;\n", "src/api/a.cpp": "double d;\n"})

    def test_wants_a_reason_for_an_exception_and_crosses_off_unused_ones(self):
        path = check_determinism.ALLOWED
        self.refuses(check_determinism, {path: "src/base/a.h | double\n"}, "without its reason")
        self.refuses(check_determinism, {path: "src/base/a.h | double | a very good reason\n"},
                     "src/base/a.h no longer uses double")
        self.accepts(check_determinism, {path: "src/base/a.h | double | a very good reason\n",
                                         "src/base/a.h": "double d;\n"})


class Modules(CheckTest):
    def test_accepts_the_shape(self):
        self.accepts(check_modules, MODULES)

    def test_refuses_a_missing_file(self):
        self.refuses(check_modules, {"src/modules/first/first.h": ""},
                     "src/modules/first/acts_test.cpp:1: missing")

    def test_refuses_other_headings(self):
        self.refuses(check_modules, MODULES | {
            "src/modules/first/README.md": README.replace("## Rules", "## Laws")},
            "lacks Rules")
        swapped = README.replace("Words", "_").replace("Acts", "Words").replace("_", "Acts")
        self.refuses(check_modules, MODULES | {"src/modules/first/README.md": swapped},
                     "another order")

    def test_refuses_another_package(self):
        self.refuses(check_modules, MODULES | {
            "src/modules/first/first.proto": PROTO.format("wrong")},
            "first.proto:2: the package must be linlian.first.v1")

    def test_refuses_what_has_more_than_one_encoding(self):
        bad = ('syntax = "proto2";\nmessage A {\n map<string, int32> m = 1;\n double d = 2;\n'
               ' google.protobuf.Any a = 3;\n}\nenum E {\n RED = 0;\n}\n')
        self.refuses(check_modules, {"src/machine/a.proto": bad}, "is not proto3", "a.proto:3: map",
                     "a.proto:4: double", "a.proto:5: google.protobuf.Any",
                     "a.proto:7: enum E does not start")

    def test_accepts_an_enum_that_begins_with_nothing(self):
        self.accepts(check_modules, {"src/machine/a.proto": 'syntax = "proto3";\nenum E {\n'
                                     "  E_UNSPECIFIED = 0;\n  RED = 1;\n}\n"})


class Review(CheckTest):
    TABLE = "| act | who |\n|---|---|\n| Take 取 | two |\n| Give 给 | one |\n"

    def page(self, *rows):
        return {check_review.TABLE: self.TABLE,
                check_review.REVIEW: "".join(f"| {acts} | {mark} | why |\n" for acts, mark in rows)}

    def test_accepts_a_table_that_was_read(self):
        mark = check_review.mark_of(["| Take 取 | two |", "| Give 给 | one |"])
        self.accepts(check_review, self.page(("Take, Give", mark)))

    def test_refuses_a_line_that_changed_or_was_never_read(self):
        mark = check_review.mark_of(["| Take 取 | anybody |"])
        self.refuses(check_review, self.page(("Take", mark), ("Keep", mark)),
                     "the table's line of Take is not the one that was read",
                     "has no Keep", "Give is not in")


class Size(CheckTest):
    @staticmethod
    def function(lines):
        return "namespace linlian {\nint f(int a) {\n" + "    a += 1;\n" * (lines - 2) + "}\n}\n"

    def test_refuses_a_long_file_and_a_long_function(self):
        self.refuses(check_size, {"src/api/a.cpp": "\n" * 401}, "the file has 401 lines")
        self.refuses(check_size, {"src/api/a.cpp": self.function(41)},
                     "src/api/a.cpp:2: f has 41 lines, more than 40")
        self.accepts(check_size, {"src/api/a.cpp": self.function(40)})

    def test_counts_a_constructor_with_its_initialisers(self):
        body = "    b_ += 1;\n" * 41
        self.refuses(check_size, {"src/api/a.cpp": "A::A(int a)\n    : a_{a}, b_{1} {\n"
                                  + body + "}\n"}, "src/api/a.cpp:1: A::A has 44 lines")

    def test_lets_an_old_giant_stand_but_not_grow(self):
        old = {check_size.RATCHET: "src/api/a.cpp f 45\n"}
        self.accepts(check_size, old | {"src/api/a.cpp": self.function(45)})
        self.refuses(check_size, old | {"src/api/a.cpp": self.function(46)},
                     "f grew from 45 to 46 lines")

    def test_wants_what_shrank_crossed_off(self):
        self.refuses(check_size, {check_size.RATCHET: "src/api/a.cpp f 45\n",
                                  "src/api/a.cpp": self.function(20)},
                     "size_ratchet.txt:1: src/api/a.cpp f 45".removesuffix(" 45"))

    def test_holds_the_hard_limits_even_for_old_giants(self):
        self.refuses(check_size, {check_size.RATCHET: "file src/api/a.cpp 501\n",
                                  "src/api/a.cpp": "\n" * 501}, "nothing may have more than 500")

    def test_keeps_the_machine_small(self):
        self.refuses(check_size, {f"src/machine/a{i}.cpp": "\n" * 250 for i in range(12)},
                     "the machine has 3000 lines")


class Links(CheckTest):
    def test_refuses_a_link_to_nothing_and_a_path_that_is_gone(self):
        self.refuses(check_links, {"docs/a.md": "[b](b.md)\nSee `src/base/gone.h`.\n"},
                     "docs/a.md:1: the link to b.md", "docs/a.md:2: src/base/gone.h")

    def test_refuses_a_header_of_the_template_that_is_gone(self):
        self.refuses(check_links, {
            "tools/module_template/a.h.in": '#include "modules/@name@/a.h"\n'
                                            '#include "base/gone.h"\n#include "base/b.pb.h"\n',
            "src/base/b.proto": ""}, "a.h.in:2: base/gone.h does not exist")

    def test_accepts_what_is_there(self):
        self.accepts(check_links, {
            "docs/a.md": "[b](b.md#part) [web](https://example.org) `base/a.h` `mai/n.h`\n",
            "docs/b.md": "", "src/base/a.h": ""})


class Words(CheckTest):
    def test_refuses_paths_hosts_and_notes(self):
        self.refuses(check_words, {"a.txt": "/wo" + "rk/x\nregistry.npm" + "js.org\n// TO"
                                   + "DO later\n"}, "a.txt:1:", "a.txt:2:", "a.txt:3:")

    def test_accepts_relative_paths(self):
        self.accepts(check_words, {"a.txt": "tests/wo" + "rk/x a/roo" + "t/b mktemp XXXXXX\n"})


class Style(CheckTest):
    def test_refuses_a_header_without_comment_or_guard(self):
        text = "std::shared_ptr<int> a;\nusing namespace std;\n"
        self.refuses(check_style, {"src/base/a.h": text}, "a.h:1: a shared_ptr", "no first comment",
                     "#pragma once", "a.h:2: using namespace std")

    def test_refuses_each_habit_it_can_see(self):
        lines = ["namespace other {", "// return a;", "auto* p = new Thing(1);", "#define LIMIT 5",
                 "goto end;", "}"]
        self.refuses(check_style, {"src/base/a.cpp": "\n".join(lines) + "\n"},
                     "a.cpp:1: the outermost namespace is other", "a.cpp:2: commented-out code",
                     "a.cpp:3: new Thing:", "a.cpp:4: the macro LIMIT", "a.cpp:5: goto end")

    def test_refuses_a_test_without_a_sentence(self):
        self.refuses(check_style, {"src/base/a_test.cpp": "TEST(Hex, Works) {}\n"},
                     "the test Works has no sentence")

    def test_refuses_what_writes_past_the_terminal(self):
        for text in ("fmt::print(\"{}\", name);", "std::cerr << name;", "std::printf(name);",
                     "::write(STDOUT_FILENO, name, 1);", "std::fwrite(name, 1, 1, stdout);"):
            code = {"src/apps/a.cpp": "namespace linlian {\n" + text + "\n}\n"}
            self.refuses(check_style, code, "a.cpp:2:", "writes past the terminal")
            self.accepts(check_style, {"src/apps/terminal/terminal.cpp": code["src/apps/a.cpp"]})
        self.accepts(check_style, {"src/apps/a.cpp": "namespace linlian {\nfmt::format(a);\n"
                                   "::write(file, a, 1);\n// fmt::print(a)\n}\n"})

    def test_refuses_blanks_at_line_ends_and_a_missing_line_end(self):
        self.refuses(check_style, {"a.md": "a \nb"}, "a.md:1: blanks", "a.md:2: no line end")

    def test_accepts_tidy_sources(self):
        self.accepts(check_style, {
            "src/base/a.h": HEADER + "namespace linlian {\n// Owned by the engine.\n"
            "std::shared_ptr<int> s;\nA(const A&) = delete;\n"
            "auto a = std::unique_ptr<A>{\n    new A(1)};\n}\n#define TOML 0\n#include <a.h>\n",
            "src/base/a_test.cpp": "namespace linlian {\nTEST(Hex, reads_back) {}\n}\n"})


class NewModule(CheckTest):
    LIST = ('#include "modules/all_modules.h"\n\n#include "modules/first/first.h"\n'
            '#include "modules/second/second.h"\n\nauto all = {\n    first::module(),\n'
            '    second::module(),\n};\n')

    def test_what_it_writes_passes_the_gate(self):
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            (root / "src").mkdir()
            (root / "src/FLOORS").write_text(FLOORS.replace("machine", "state\ncontract\nmachine"),
                                             encoding="utf-8")
            new_module.write_folder(root, "zebra")
            for check in (check_determinism, check_floors, check_modules, check_size, check_style):
                self.assertEqual([str(found) for found in check.findings(root)], [])

    def test_adds_the_line_and_the_header(self):
        listed = new_module.list_module(self.LIST, "middle")
        self.assertIn("    second::module(),\n    middle::module(),\n", listed)
        self.assertIn('first.h"\n#include "modules/middle/middle.h"\n', listed)
        self.assertIsNone(new_module.list_module("int a;\n", "middle"))


class Counting(unittest.TestCase):
    REPORT = ('<testsuites><testsuite><testcase name="a" classname="S" status="run"/>'
              '<testcase name="b" classname="S" status="run"><failure message="x"/></testcase>'
              '<testcase name="c" classname="S" status="run" result="skipped">'
              '<skipped message="f.cpp:1&#x0A;no vectors here"/></testcase>'
              '<testcase name="d" classname="S" status="notrun"/></testsuite></testsuites>')

    def test_counts_cases_of_a_report_and_names_skips(self):
        with tempfile.NamedTemporaryFile("w", suffix=".xml") as report:
            report.write(self.REPORT)
            report.flush()
            tally = run_tests.read_report(report.name)
        self.assertEqual((tally.passed, tally.failed), (1, 1))
        self.assertEqual(tally.skipped, ["S.c: no vectors here"])

    def test_a_program_that_dies_is_a_failure_and_names_its_last_case(self):
        tally = run_tests.run_program({"name": "x", "cwd": ".", "command": [
            "sh", "-c", "echo '[==========]'; echo '[ RUN      ] S.dies'; kill -ABRT $$"]}, {})
        self.assertEqual((tally.passed, tally.failed), (0, 1))
        self.assertIn("last case: S.dies", tally.said[0])

    def script(self, text):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "script.sh"
            path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
            path.chmod(0o755)
            return run_tests.run_script(path)

    def test_a_script_must_end_with_its_count_and_a_status_that_fits(self):
        self.assertEqual(self.script("echo '2 passed, 0 failed'").passed, 2)
        self.assertEqual(self.script("echo '2 passed, 1 failed'; exit 1").failed, 1)
        self.assertEqual(self.script("echo all well").failed, 1)
        self.assertEqual(self.script("echo '2 passed, 0 failed'; exit 1").failed, 1)

    def test_a_skip_is_named_or_said_to_be_unnamed(self):
        named = self.script("echo 'skipped: no browser'; echo '1 passed, 0 failed, 1 skipped'")
        self.assertTrue(named.skipped[0].endswith("no browser"))
        unnamed = self.script("echo '1 passed, 0 failed, 1 skipped'")
        self.assertTrue(unnamed.skipped[0].endswith("a test it does not name"))


if __name__ == "__main__":
    unittest.main(verbosity=0)
