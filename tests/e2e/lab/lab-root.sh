#!/bin/bash
# lab-root.sh SUITE DIR: makes a Debian root that labs can boot (see LAB_ROOT in
# lab-up.sh), about 400 MB; SUITE is bullseye, bookworm, trixie, sid. Needs
# root and debootstrap. The mirror is the one apt uses on this machine.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"
SUITE=${1:?usage: lab-root.sh SUITE DIR}
DIR=${2:?usage: lab-root.sh SUITE DIR}
[ ! -e "$DIR" ] || lab_fail "$DIR is already there"
# What a lab uses, and no more.
PACKAGES=systemd,systemd-sysv,libpam-systemd,dbus,dbus-user-session,cron
PACKAGES+=,procps,psmisc,lsof,curl,python3,iproute2

mirror=
# shellcheck disable=SC2016 # apt-get fills it in
while read -r uri; do
  case $uri in *debian-security*) ;; */debian/) mirror=${mirror:-$uri} ;; esac
done < <(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages')
[ -n "$mirror" ] || lab_fail "apt names no mirror of Debian"

# What was broken off is not taken for a root.
rm -rf --one-file-system "$DIR.part"
mkdir -p "$(dirname "$DIR")"
# The script of sid is the one for suites this debootstrap does not know yet.
timeout 900 debootstrap --variant=minbase --include="$PACKAGES" \
  "$SUITE" "$DIR.part" "${mirror%/}" /usr/share/debootstrap/scripts/sid >"$DIR.log" 2>&1 || {
  tail -n 20 "$DIR.log" >&2
  lab_fail "debootstrap $SUITE failed: see $DIR.log"
}
rm -rf "$DIR.part"/var/cache/apt/archives/*.deb "$DIR.log"
mv "$DIR.part" "$DIR"
