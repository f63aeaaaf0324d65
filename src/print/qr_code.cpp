// QR codes by libqrencode.

#include "print/qr_code.h"

#include "codec/refusal.h"
#include "print/refusals.pb.h"

#include <memory>
#include <qrencode.h>
#include <string>

namespace linlian::print {

// As bytes (UTF-8), in the smallest version that fits, with error correction M: 15 % of a code may
// be unreadable. The lowest bit of each square says whether it is dark.
Result<QrCode> qr_code(std::string_view text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> made{
        QRcode_encodeString8bit(std::string{text}.c_str(), 0, QR_ECLEVEL_M), &QRcode_free};
    if (!made) return refuse(v1::QR_TOO_LONG, {{"bytes", std::to_string(text.size())}});
    QrCode code;
    code.side = static_cast<std::size_t>(made->width);
    code.dark.resize(code.side * code.side);
    for (std::size_t i = 0; i < code.dark.size(); ++i) code.dark[i] = (made->data[i] & 1) != 0;
    return code;
}

}  // namespace linlian::print
