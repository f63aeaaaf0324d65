#!/usr/bin/env bash
# Proves that a bare Debian 12 with git, and nothing else, is enough: installs one below a new
# folder, clones the committed state of this repository into it and runs ./test there.
#   sudo tools/prove_bare.sh FOLDER [COMMAND...]     (command: ./test; removes nothing afterwards)
# Takes packages from wherever this machine's own apt takes them. All mounts end with the script.
set -euo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if (($# < 1 || EUID != 0)) || [[ -e $1 && -z ${LINLIAN_BARE:-} ]]; then
    echo "usage, as root, with a folder that does not exist yet: $0 FOLDER [COMMAND...]" >&2
    exit 2
fi
if [[ -z ${LINLIAN_BARE:-} ]]; then
    # The rest runs with mounts that nobody else sees.
    LINLIAN_BARE=yes exec unshare --mount --propagation private "$0" "$@"
fi
command -v debootstrap > /dev/null || { echo "debootstrap is missing; install it" >&2; exit 1; }
bare=$1
shift
if (($# == 0)); then set -- ./test; fi

first_mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.sources 2> /dev/null |
        sed -nE 's/^(deb( \[.*\])?|URIs:) +([^ ]+).*/\3/p' | head -n 1
}

echo "== a bare Debian 12 in $bare"
mkdir -p "$bare"
debootstrap --variant=minbase --include=git bookworm "$bare" "$(first_mirror)" > "$bare.log" 2>&1 ||
    { tail -n 20 "$bare.log" >&2; exit 1; }
rm -rf "$bare/etc/apt"
cp -a /etc/apt "$bare/etc/apt"
cp /etc/resolv.conf "$bare/etc/resolv.conf"
mount -t proc proc "$bare/proc"
mount -t sysfs sys "$bare/sys"
mount --rbind /dev "$bare/dev"

echo "== a clean clone, and in it: $*"
git clone -q --no-hardlinks "$repository" "$bare/linlian"
# shellcheck disable=SC2016 # expanded by the inner shell
env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin chroot "$bare" \
    bash -c 'cd /linlian && exec "$@"' bash "$@" < /dev/null
