// Commands that sign about a motion: they show it, ask, and say for which office it is signed; and
// what several commands call their options.
#pragma once

#include "apps/cli/options.h"
#include "client/act/motion_show.h"

#include <functional>
#include <memory>

namespace linlian::apps {

inline constexpr const char* names_help = "Opened names file, to see doors and people 姓名文件";
inline constexpr const char* office_help =
    "Office you act for (default: your only one) 代表哪个组织（默认：唯一的一个）";

inline constexpr const char* ask_help =
    "Office whose support you ask, by name or id, for an act about persons; its people alone read "
    "it. Whoever runs it first says it 涉及个人信息的事项请哪个组织附议（名称或编号；仅其人员可读；"
    "由先提请者填写）";

// A motion that was shown, for which somebody was asked, and who signs about it.
struct MotionToSign {
    std::unique_ptr<client::Ledger> ledger;
    KeyPair author;
    Bytes office;
    motion::v1::MotionReply seen;
};
// What was typed about a motion, and what to ask. No office: they speak for themselves.
struct MotionQuestion {
    std::string motion;
    std::string names;  // file of names; may be empty
    std::optional<std::string> office;
    std::string question;
    // What is looked at of the motion before anybody is asked.
    std::function<Result<>(const motion::v1::MotionReply&)> check = {};
};
// Reads what was typed, shows the motion and asks the question.
Result<MotionToSign> ask_about_motion(const Options& options, const MotionQuestion& asked);

}  // namespace linlian::apps
