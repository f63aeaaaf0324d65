#include "roster/qr_code.h"

#include "roster/refuse.h"

#include <memory>
#include <qrencode.h>
#include <string>

namespace linlian::roster {

Result<QrCode> qr_code(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made{
        QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M), &QRcode_free};
    if (!made) return refuse("SLIP_QR");
    QrCode code;
    code.side = static_cast<std::size_t>(made->width);
    code.dark.resize(code.side * code.side);
    for (std::size_t i = 0; i < code.dark.size(); ++i) code.dark[i] = (made->data[i] & 1) != 0;
    return code;
}

}  // namespace linlian::roster
