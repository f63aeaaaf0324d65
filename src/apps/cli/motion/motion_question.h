// Commands that sign about a motion: their options, and the motion shown and asked about; and what
// several commands call their options.
#pragma once

#include "apps/cli/options.h"
#include "client/motion/motion_show.h"

#include <memory>

namespace linlian::apps {

inline constexpr const char* names_help = "Opened names file, to see doors and people 姓名文件";
inline constexpr const char* office_help =
    "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）";

inline constexpr const char* ask_help =
    "Office whose support you ask, by name or id, for an act about persons; its people alone read "
    "it. Whoever runs it first says it 涉及个人信息的事项请哪个组织附议（名称或编号；仅其人员可读；"
    "由先提请者填写）";

// What was given to a command about one motion.
struct AboutMotion {
    std::string motion;
    std::string names;  // file of names; may be empty
    std::string office;
    std::string because;
    std::string text;
};
// A command with MOTION and --names.
Command add_about_motion(Command parent, const char* name, const char* help, AboutMotion& given);
// The same with --office.
Command add_for_office(Command parent, const char* name, const char* help, AboutMotion& given);

// A motion that was shown, for which somebody was asked, and who signs about it.
struct MotionToSign {
    std::unique_ptr<client::Ledger> ledger;
    KeyPair author;
    motion::v1::MotionReply seen;
    Bytes office;  // for which they sign; empty: for themselves
};
// Reads what was given, shows the motion and asks the question.
Result<MotionToSign> ask_about_motion(const Options& options, const AboutMotion& given,
                                      const client::MotionQuestion& asked);

}  // namespace linlian::apps
