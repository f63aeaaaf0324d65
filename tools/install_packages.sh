#!/usr/bin/env bash
# Installs the Debian packages that building, testing and running need (tools/packages.txt, and with
# --all also tools/packages-all.txt). Needs only bash, coreutils and dpkg; costs a few milliseconds
# when nothing is missing. Without the right to install it names what is missing and ends with 1.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

lists=(packages.txt)
if [[ ${1:-} == --all ]]; then lists+=(packages-all.txt); fi

if ! command -v dpkg-query > /dev/null; then
    echo "Linlian builds on Debian 12: this system has no dpkg, so the packages in" >&2
    echo "tools/${lists[*]} have to be provided some other way (CONTRIBUTING.md)." >&2
    exit 1
fi

mapfile -t wanted < <(cat "${lists[@]}")
declare -A installed=()
while read -r status package; do
    if [[ $status == installed ]]; then installed[${package%%:*}]=yes; fi
done < <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "${wanted[@]}" 2> /dev/null || true)

missing=()
for package in "${wanted[@]}"; do
    if [[ -n $package && -z ${installed[$package]:-} ]]; then missing+=("$package"); fi
done
if ((${#missing[@]} == 0)); then exit 0; fi

become=()
if ((EUID != 0)); then
    if command -v sudo > /dev/null && sudo -n true 2> /dev/null; then
        become=(sudo -n)
    else
        echo "These Debian packages are missing: ${missing[*]}" >&2
        echo "Ask the administrator of this machine to run:" >&2
        echo "  apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 1
    fi
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    "${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq "$@" >> "$log" 2>&1 < /dev/null
}
echo "Installing ${#missing[@]} Debian packages (this takes a minute or two): ${missing[*]}"
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; then
    tail -n 30 "$log" >&2
    echo "Installing the packages failed; the last lines of apt-get stand above." >&2
    exit 1
fi
