// All that leaves with the notice of a result, of one moment: so what it says is as of the head
// that it bears.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/node/remote_ledger.h"
#include "client/shown/screen.h"

namespace linlian::documents {

struct Certificate {
    client::BallotView ballot;
    client::ResultNotice notice;
    std::vector<Bytes> bundles;  // of the verdict on each item, then of the poll; where asked for
};
// What somebody asks for, by the names of files. `bundle` is for the verdict on the first item,
// with .2, .3 … behind it for those after it, and .poll for the ballot's stage and what became of
// its result; empty: no bundles.
struct CertificateOrder {
    std::string ballot;
    std::string file;
    std::string bundle;
};
// Refusals: of the node; client.LEDGER_MOVED.
Result<Certificate> gather_certificate(client::RemoteLedger& ledger, const CertificateOrder& order);

// Its files: the notice as PDF, then the bundles. Refusals: those of result_notice_pdf.
using NamedBytes = std::pair<std::string, Bytes>;
Result<std::vector<NamedBytes>> certificate_files(const Certificate& certificate,
                                                  const CertificateOrder& order);
// That they are written.
void say_certificate(const client::Screen& screen, const Certificate& certificate,
                     const std::vector<NamedBytes>& files);

}  // namespace linlian::documents
