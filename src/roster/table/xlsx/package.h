// The zip side of an .xlsx workbook: opens it from memory with libzip and hands out its parts,
// refusing encrypted files and zip bombs by the bytes that really come out, not by what the file
// claims. Used by xlsx_table alone.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <memory>
#include <string>

struct zip;

namespace linlian::roster {

class XlsxPackage {
  public:
    // `file` must outlive the package. Refusals: XLSX_BROKEN, XLSX_ENCRYPTED, XLSX_BOMB.
    static Result<XlsxPackage> open(BytesView file);

    // The bytes of one part, "" when there is no such part. Refusals: XLSX_BROKEN,
    // XLSX_BOMB when all parts read so far come to more than table_unpacked_bytes_max.
    Result<std::string> part(const std::string& name);

  private:
    struct Close {
        void operator()(zip* archive) const;
    };
    explicit XlsxPackage(zip* archive) : archive_(archive) {}

    std::unique_ptr<zip, Close> archive_;
    std::size_t unpacked_ = 0;
};

}  // namespace linlian::roster
