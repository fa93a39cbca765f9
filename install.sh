#!/bin/sh
# Installs openclaw-guard, the health guard for the OpenClaw Gateway.
#
#   curl -fsSL https://github.com/openclaw-guard/openclaw-guard/releases/latest/download/install.sh | sh
#
# Fetches the program, verifies its checksum, puts it in ~/.local/bin and hands
# over to "openclaw-guard install". POSIX sh; no sudo. The brace makes the shell
# read the whole file before it runs anything: half a download does nothing.
{

main() {
  set -eu
  export LC_ALL=C

  release=latest
  base_url=
  bin_dir=
  run_install=yes
  uninstall=no
  purge=no
  from_source=no
  yes=no
  profile=
  work_dir=
  trap 'clean_up' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  parse_options "$@"
  refuse_root
  [ -n "${HOME:-}" ] || fail "HOME is not set" "set it to your home folder"
  bin_dir=${OPENCLAW_GUARD_BIN_DIR:-$HOME/.local/bin}
  case $bin_dir in
    /*) ;;
    *) fail "the folder \"$bin_dir\" is not an absolute path" "set OPENCLAW_GUARD_BIN_DIR to one" ;;
  esac
  program=$bin_dir/openclaw-guard

  if [ "$uninstall" = yes ]; then
    remove
    return
  fi
  check_machine
  make_work_dir
  if [ "$from_source" = yes ]; then
    build
  else
    download
  fi
  place
  hints
  hand_over
}

usage() {
  cat <<'HELP'
Installs openclaw-guard in ~/.local/bin (or $OPENCLAW_GUARD_BIN_DIR).

  curl -fsSL URL/install.sh | sh -s -- [options]
  sh install.sh [options]

  --version VERSION  the release to install, such as v0.1.0 (default: the newest)
  --base-url URL     where the files of a release lie: https://, http://, file://
                     or a folder (default: GitHub)
  --no-cron          only put the program in place
  --profile NAME     guard this OpenClaw profile
  --from-source      build from the checkout this script lies in
  --yes              do not ask
  --uninstall        remove cron lines, state and program
  --purge            with --uninstall: also log, history and config backups
  --help             this text
HELP
}

say() { printf '%s\n' "$1"; }

warn() { printf 'openclaw-guard: warning: %s\n' "$1" >&2; }

# fail WHAT-AND-WHY WHAT-TO-DO
fail() {
  printf 'openclaw-guard: cannot install: %s; %s\n' "$1" "$2" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# shellcheck disable=SC2317 # the trap calls it
clean_up() {
  status=$?
  trap - EXIT
  [ -z "$work_dir" ] || rm -rf "$work_dir"
  exit "$status"
}

parse_options() {
  while [ $# -gt 0 ]; do
    option=$1
    shift
    # --name=value is the same as --name value
    case $option in
      --version=* | --base-url=* | --profile=*)
        set -- "${option#*=}" "$@"
        option=${option%%=*}
        ;;
    esac
    case $option in
      --version | --base-url | --profile)
        if [ $# -eq 0 ] || [ -z "$1" ]; then
          usage_error "$option needs a value"
        fi
        ;;
    esac
    case $option in
      --version)
        release=$1
        shift
        ;;
      --base-url)
        base_url=$1
        shift
        ;;
      --profile)
        profile=$1
        shift
        ;;
      --no-cron) run_install=no ;;
      --uninstall) uninstall=yes ;;
      --purge) purge=yes ;;
      --from-source) from_source=yes ;;
      --yes | -y) yes=yes ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) usage_error "unknown option $option" ;;
    esac
  done
  case $release in
    latest | v[0-9]*) ;;
    [0-9]*) release=v$release ;;
    *) usage_error "\"$release\" is not a release such as v0.1.0" ;;
  esac
  case $release in
    *[!A-Za-z0-9.+-]*) usage_error "\"$release\" is not a release such as v0.1.0" ;;
  esac
  if [ "$purge" = yes ] && [ "$uninstall" = no ]; then
    usage_error "--purge goes with --uninstall"
  fi
}

usage_error() {
  printf 'openclaw-guard: install.sh: %s; see --help\n' "$1" >&2
  exit 64
}

refuse_root() {
  [ "$(id -u)" = 0 ] || return 0
  [ "${OPENCLAW_GUARD_ALLOW_ROOT:-}" != 1 ] || return 0
  fail "this is root, and the gateway belongs to a user" \
    "run it as that user, or set OPENCLAW_GUARD_ALLOW_ROOT=1 if that is root"
}

check_machine() {
  system=$(uname -s)
  [ "$system" = Linux ] ||
    fail "this is $system, and the guard needs Linux with systemd" "use it on the machine of the gateway"
  machine=$(uname -m)
  case $machine in
    x86_64 | amd64) arch=x86_64 ;;
    aarch64 | arm64) arch=aarch64 ;;
    *) fail "there is no program for the processor \"$machine\"" "x86_64 and aarch64 are supported" ;;
  esac
  # A 64-bit kernel may run a 32-bit system (Raspberry Pi OS).
  bits=$(getconf LONG_BIT 2>/dev/null || echo 64)
  [ "$bits" = 64 ] ||
    fail "this is a $bits-bit system on a 64-bit processor" "install a 64-bit system"
  check_libc
}

# The program is linked against glibc 2.27; elsewhere the kernel only says "not found".
check_libc() {
  libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || true)
  if [ -z "$libc" ]; then
    libc=$(ldd --version 2>&1 || true)
    case $libc in
      *musl*) fail "this system uses musl (Alpine?), and the program needs glibc" "use a system with glibc 2.27 or newer" ;;
    esac
    # "ldd (Debian GLIBC 2.36-9) 2.36": the last word of the first line
    libc=$(say "$libc" | sed -n '1s/.*[Ll][Ii][Bb][Cc].* \([0-9][0-9.]*\)$/glibc \1/p')
  fi
  if [ -z "$libc" ]; then
    for loader in /lib/ld-musl-*; do
      [ ! -e "$loader" ] ||
        fail "this system uses musl (Alpine?), and the program needs glibc" "use a system with glibc 2.27 or newer"
    done
    warn "cannot tell the version of glibc; 2.27 or newer is needed"
    return 0
  fi
  version=${libc##* }
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  case $major.$minor in
    *[!0-9.]* | .* | *.)
      warn "cannot tell the version of glibc from \"$libc\"; 2.27 or newer is needed"
      return 0
      ;;
  esac
  if [ "$major" -lt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -lt 27 ]; }; then
    fail "glibc $version is too old" "2.27 or newer is needed"
  fi
}

# In the target folder itself: the last step is a rename, which cannot be half done.
make_work_dir() {
  mkdir -p "$bin_dir" 2>/dev/null ||
    fail "cannot make the folder $bin_dir" "check its owner, or set OPENCLAW_GUARD_BIN_DIR"
  work_dir=$(mktemp -d "$bin_dir/.openclaw-guard.XXXXXX" 2>/dev/null) || {
    work_dir=
    fail "cannot write in $bin_dir" "check its owner and the free space, or set OPENCLAW_GUARD_BIN_DIR"
  }
}

download() {
  asset=openclaw-guard-$arch-unknown-linux-gnu.gz
  if [ -z "$base_url" ]; then
    releases=https://github.com/openclaw-guard/openclaw-guard/releases
    case $release in
      latest) base_url=$releases/latest/download ;;
      *) base_url=$releases/download/$release ;;
    esac
  fi
  base_url=${base_url%/}
  find_checksum_tool
  fetch SHA256SUMS
  fetch "$asset"
  verify "$asset"
  gzip -dc "$work_dir/$asset" >"$work_dir/openclaw-guard" 2>"$work_dir/error" ||
    fail "cannot unpack $asset in $bin_dir ($(reason))" "check the free space"
}

# fetch NAME: one file of the release into the work folder.
fetch() {
  target=$work_dir/$1
  case $base_url in
    https://* | http://*) fetch_http "$base_url/$1" ;;
    *)
      source=${base_url#file://}/$1
      cp "$source" "$target" 2>"$work_dir/error" ||
        fail "cannot copy $source ($(reason))" "check --base-url and the free space"
      ;;
  esac
}

fetch_http() {
  if has curl; then
    # A redirect from https must not lead to plain http.
    case $1 in
      https://*) set -- "$1" --proto '=https' --tlsv1.2 ;;
      *) set -- "$1" --proto '=http,https' ;;
    esac
    address=$1
    shift
    # Our shell opens the target: curl as a snap cannot write hidden folders.
    curl "$@" --fail --silent --show-error --location --retry 3 \
      --connect-timeout 20 "$address" >"$target" 2>"$work_dir/error" ||
      fail "cannot download $address ($(reason))" "check the network, --version and --base-url"
  elif has wget; then
    # BusyBox wget has few options; -q and -O are common to all.
    wget -q -O "$target" "$1" 2>"$work_dir/error" ||
      fail "cannot download $1 (wget: exit code $?, $(reason))" "check the network, --version and --base-url"
  else
    fail "neither curl nor wget is installed" "install one of them"
  fi
}

reason() {
  text=$(sed '/./!d' "$work_dir/error" 2>/dev/null | tail -n 1)
  printf '%s' "${text:-no reason given}"
}

find_checksum_tool() {
  if has sha256sum; then
    checksum_tool=sha256sum
  elif has shasum; then
    checksum_tool=shasum
  elif has openssl; then
    checksum_tool=openssl
  elif has busybox && busybox sha256sum /dev/null >/dev/null 2>&1; then
    checksum_tool=busybox
  else
    fail "there is no sha256sum, shasum or openssl to verify the download with" "install one of them"
  fi
}

sha256_of() {
  case $checksum_tool in
    sha256sum) sha256sum <"$1" ;;
    shasum) shasum -a 256 <"$1" ;;
    openssl) openssl dgst -sha256 -r <"$1" ;;
    busybox) busybox sha256sum <"$1" ;;
  esac | cut -d ' ' -f 1
}

# verify NAME: fails unless SHA256SUMS has exactly one good line for the file.
verify() {
  expected=$(awk -v name="$1" '{ sub(/\r$/, "") } $2 == name || $2 == "*" name { print $1 }' "$work_dir/SHA256SUMS")
  [ -n "$expected" ] ||
    fail "SHA256SUMS of $base_url has no line for $1" "do not use this download; report it"
  case $expected in
    *[!0-9A-Fa-f]*) fail "SHA256SUMS of $base_url is broken for $1" "do not use this download; report it" ;;
  esac
  [ ${#expected} -eq 64 ] ||
    fail "SHA256SUMS of $base_url is broken for $1" "do not use this download; report it"
  expected=$(printf '%s' "$expected" | tr 'A-F' 'a-f')
  actual=$(sha256_of "$work_dir/$1")
  [ "$actual" = "$expected" ] ||
    fail "the checksum of $1 is ${actual:-unknown}, not $expected" "try again; if it stays, do not use this download"
  say "downloaded and verified $asset"
}

build() {
  case $0 in
    */*) checkout=$(cd "$(dirname "$0")" && pwd) ;;
    *) checkout=$(pwd) ;;
  esac
  if [ ! -f "$checkout/deno.json" ] || [ ! -f "$checkout/main.ts" ]; then
    fail "there is no source in $checkout" "run install.sh of a checkout: sh PATH/install.sh --from-source"
  fi
  say "building in $checkout"
  if has deno; then
    (cd "$checkout" && deno task compile) </dev/null >&2 ||
      fail "\"deno task compile\" failed in $checkout" "see the lines above"
  elif has npx; then
    (cd "$checkout" && npx -y deno@2.6.8 task compile) </dev/null >&2 ||
      fail "\"npx -y deno@2.6.8 task compile\" failed in $checkout" "see the lines above"
  else
    fail "neither deno nor npx is installed" "install Deno 2.6 or newer, or Node"
  fi
  cp "$checkout/dist/openclaw-guard" "$work_dir/openclaw-guard" 2>"$work_dir/error" ||
    fail "cannot copy the program to $bin_dir ($(reason))" "check the free space"
}

place() {
  chmod 755 "$work_dir/openclaw-guard"
  new_version=$("$work_dir/openclaw-guard" --version </dev/null 2>"$work_dir/error") ||
    fail "the new program does not run in $bin_dir ($(reason))" "if that folder is mounted noexec, set OPENCLAW_GUARD_BIN_DIR"
  if [ -d "$program" ]; then
    fail "$program is a folder" "remove it"
  fi
  if [ -f "$program" ] && cmp -s "$program" "$work_dir/openclaw-guard" 2>/dev/null; then
    say "$new_version is in $program already"
    return 0
  fi
  mv -f "$work_dir/openclaw-guard" "$program" ||
    fail "cannot write $program" "check its owner"
  say "placed $new_version in $program"
}

hints() {
  case :${PATH:-}: in
    *":$bin_dir:"*) ;;
    *)
      say "$bin_dir is not in your PATH; add this line to ~/.profile:"
      # shellcheck disable=SC2016 # the person's shell expands it
      printf '  export PATH=%s:"$PATH"\n' "$(quoted "$bin_dir")"
      return 0
      ;;
  esac
  found=$(command -v openclaw-guard || true)
  [ -z "$found" ] || [ "$found" = "$program" ] ||
    warn "$found comes before $program in your PATH: remove one of them"
}

hand_over() {
  set -- install
  [ -z "$profile" ] || set -- "$@" --profile "$profile"
  if [ "$run_install" = no ]; then
    say "next: $(quoted "$program") $*"
    return 0
  fi
  [ "$yes" = no ] || set -- "$@" --yes
  run_program "$@"
}

# The script may be standard input; questions go to the terminal, if there is one.
run_program() {
  if [ -t 1 ] && (: </dev/tty) 2>/dev/null; then
    "$program" "$@" </dev/tty
  else
    "$program" "$@" </dev/null
  fi
}

# A word as it has to be typed in a shell.
quoted() {
  case $1 in
    *[!A-Za-z0-9/._+-]*) printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")" ;;
    *) printf '%s' "$1" ;;
  esac
}

remove() {
  [ -e "$program" ] || [ -h "$program" ] ||
    fail "there is no $program to uninstall with" "set OPENCLAW_GUARD_BIN_DIR to the folder it is in"
  set -- uninstall
  [ -z "$profile" ] || set -- "$@" --profile "$profile"
  [ "$purge" = no ] || set -- "$@" --purge
  [ "$yes" = no ] || set -- "$@" --yes
  run_program "$@"
  if [ -n "$profile" ]; then
    say "$program stays: it may guard other profiles"
    return 0
  fi
  rm -f "$program"
  say "removed $program"
}

main "$@"
exit
}
