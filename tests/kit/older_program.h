// The program of a release before: of a module, all that comes by an amendment taken out of schema
// and list. What it does not know it cannot read: two versions can be run side by side.
#pragma once

#include "contract/module.h"

#include <google/protobuf/dynamic_message.h>

namespace linlian::kit {

class OlderProgram {
  public:
    // `newer` has all of its acts in one schema file.
    explicit OlderProgram(const machine::Module& newer);
    // Lives no longer than this object.
    const machine::Module& module() const { return module_; }

  private:
    google::protobuf::DescriptorPool pool_;
    google::protobuf::DynamicMessageFactory factory_{&pool_};
    machine::Module module_;
};

}  // namespace linlian::kit
