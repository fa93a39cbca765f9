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
  user_locale=${LC_ALL:-}
  speak_for "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" \
    "${LC_ALL:-${LC_CTYPE:-${LANG:-${LC_MESSAGES:-}}}}"
  export LC_ALL=C

  # Filled in where this script is part of a release (build/release_files.ts):
  # then it trusts these digests, not what lies beside the files.
  own_release=
  own_digests=

  release=latest
  base_url=
  bin_dir=
  run_install=yes
  uninstall=no
  purge=no
  from_source=no
  yes=no
  profile=
  scheduler=
  work_dir=
  trap 'clean_up' EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM

  parse_options "$@"
  [ -n "${HOME:-}" ] ||
    fail "HOME is not set" "set it to your home folder" \
      "没有设置 HOME" "请把它设为你的主目录"
  bin_dir=${OPENCLAW_GUARD_BIN_DIR:-$HOME/.local/bin}
  case $bin_dir in
    /*) ;;
    *)
      fail "the folder \"$bin_dir\" is not an absolute path" "set OPENCLAW_GUARD_BIN_DIR to one" \
        "文件夹 \"$bin_dir\" 不是绝对路径" "请把 OPENCLAW_GUARD_BIN_DIR 设为绝对路径"
      ;;
  esac
  program=$bin_dir/openclaw-guard
  [ "$(id -u)" != 0 ] || check_root

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
  status=0
  hand_over || status=$?
  # At the very end, where it is seen.
  hints
  return "$status"
}

# speak_for LOCALE CHARACTERS: Chinese where the locale is and the characters are
# those of UTF-8 (a locale that names none has older ones), else English.
speak_for() {
  chinese=no
  case ${2%@*} in
    *[Uu][Tt][Ff]-8 | *[Uu][Tt][Ff]8) ;;
    *) return 0 ;;
  esac
  case $1 in
    [Zz][Hh] | [Zz][Hh][!A-Za-z]*) chinese=yes ;;
  esac
}

usage() {
  if [ "$chinese" = yes ]; then
    usage_chinese
    return
  fi
  cat <<'HELP'
Installs openclaw-guard in ~/.local/bin (or $OPENCLAW_GUARD_BIN_DIR).

  curl -fsSL URL/install.sh | sh -s -- [options]
  sh install.sh [options]

  --version VERSION  the release to install, such as v0.1.0 (default: the newest)
  --base-url URL     where the files of a release lie: https://, http://, file://
                     or a folder (default: GitHub)
  --program-only     only put the program in place, install nothing
  --profile NAME     guard this OpenClaw profile
  --scheduler NAME   what starts the guard: auto, cron, systemd or none, see
                     "openclaw-guard help install"
  --from-source      build from the checkout this script lies in
  --yes              do not ask
  --uninstall        remove cron lines or timer, state and program
  --purge            with --uninstall: also log, history and config backups
  --help             this text

Behind a proxy set https_proxy (curl and wget use it). Messages are in English
or, by LC_ALL, LC_MESSAGES or LANG, in Chinese where the charset is UTF-8.
HELP
}

usage_chinese() {
  cat <<'HELP'
把 openclaw-guard 安装到 ~/.local/bin（或 $OPENCLAW_GUARD_BIN_DIR）。

  curl -fsSL URL/install.sh | sh -s -- [选项]
  sh install.sh [选项]

  --version VERSION  要安装的版本，例如 v0.1.0（默认：最新版）
  --base-url URL     发布文件所在的位置：https://、http://、file:// 或文件夹
                     （默认：GitHub；可填镜像地址）
  --program-only     只放好程序，不做安装
  --profile NAME     守护该 OpenClaw 配置档
  --scheduler NAME   由什么启动守护程序：auto、cron、systemd 或 none，见
                     "openclaw-guard help install"
  --from-source      从本脚本所在的源码目录编译
  --yes              不询问
  --uninstall        删除 cron 任务或定时器、状态和程序
  --purge            与 --uninstall 合用：连日志、历史和配置备份一起删除
  --help             显示本说明

需要代理时请设置 https_proxy（curl 和 wget 会用它）。
HELP
}

# The functions that speak take each sentence twice: English, then Chinese.

# say ENGLISH CHINESE
say() {
  [ "$chinese" = no ] || shift
  printf '%s\n' "$1"
}

# warn ENGLISH CHINESE
warn() {
  if [ "$chinese" = yes ]; then
    printf 'openclaw-guard: 警告：%s\n' "$2" >&2
  else
    printf 'openclaw-guard: warning: %s\n' "$1" >&2
  fi
}

# fail WHAT-AND-WHY WHAT-TO-DO, and both in Chinese
fail() {
  if [ "$uninstall" = yes ]; then
    task=$(say "cannot uninstall" "无法卸载")
  else
    task=$(say "cannot install" "无法安装")
  fi
  if [ "$chinese" = yes ]; then
    printf 'openclaw-guard: %s：%s；%s\n' "$task" "$3" "$4" >&2
  else
    printf 'openclaw-guard: %s: %s; %s\n' "$task" "$1" "$2" >&2
  fi
  exit 1
}

# usage_error ENGLISH CHINESE
usage_error() {
  if [ "$chinese" = yes ]; then
    printf 'install.sh: %s；请看 --help\n' "$2" >&2
  else
    printf 'install.sh: %s; see --help\n' "$1" >&2
  fi
  exit 64
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
      --version=* | --base-url=* | --profile=* | --scheduler=*)
        set -- "${option#*=}" "$@"
        option=${option%%=*}
        ;;
    esac
    case $option in
      --version | --base-url | --profile | --scheduler)
        if [ $# -eq 0 ] || [ -z "$1" ]; then
          usage_error "$option needs a value" "$option 后面需要一个值"
        fi
        value=$1
        shift
        ;;
    esac
    case $option in
      --version) release=$value ;;
      --base-url) base_url=$value ;;
      --profile) profile=$value ;;
      --scheduler) scheduler=$value ;;
      --program-only) run_install=no ;;
      --uninstall) uninstall=yes ;;
      --purge) purge=yes ;;
      --from-source) from_source=yes ;;
      --yes | -y) yes=yes ;;
      --help | -h)
        usage
        exit 0
        ;;
      *) usage_error "unknown option $option" "没有 $option 这个选项" ;;
    esac
  done
  # Now, and not after a long download.
  case $scheduler in
    '' | auto | cron | systemd | none) ;;
    *)
      usage_error "--scheduler \"$scheduler\" is not one of auto, cron, systemd, none" \
        "--scheduler \"$scheduler\" 不是 auto、cron、systemd、none 之一"
      ;;
  esac
  case $release in
    latest | v[0-9]*) ;;
    [0-9]*) release=v$release ;;
    *) bad_release ;;
  esac
  case $release in
    *[!A-Za-z0-9.+-]*) bad_release ;;
  esac
  if [ "$purge" = yes ] && [ "$uninstall" = no ]; then
    usage_error "--purge goes with --uninstall" "--purge 要与 --uninstall 合用"
  fi
}

bad_release() {
  usage_error "\"$release\" is not a release such as v0.1.0" \
    "\"$release\" 不是 v0.1.0 这样的版本"
}

# As root: only for a gateway of root's own, and no file where somebody else may
# change the way to it. HOME may still be that of the user before "sudo -E".
check_root() {
  for way in "$HOME" "$bin_dir" "${XDG_STATE_HOME:-}" "${XDG_CONFIG_HOME:-}"; do
    while [ -n "$way" ]; do
      if [ -d "$way" ]; then
        # shellcheck disable=SC2012 # POSIX has no other way to the owner
        owner=$(ls -dn "$way/." | awk '{ print $3; exit }')
        [ "$owner" = 0 ] ||
          fail "this is root, and $way does not belong to root" \
            "run \"su -\" first: it forgets HOME and the XDG folders of another user" \
            "当前是 root，而 $way 不属于 root" \
            "请先运行 \"su -\"：它会忘掉别的用户的 HOME 和 XDG 文件夹"
      fi
      case $way in
        */*) way=${way%/*} ;;
        *) way= ;;
      esac
    done
  done
  if [ "$run_install" = no ] || [ "$uninstall" = yes ] || root_has_gateway; then
    return 0
  fi
  owner=$(gateway_owner)
  [ -n "$owner" ] || return 0
  url=${base_url:-https://github.com/openclaw-guard/openclaw-guard/releases/latest/download}
  command="curl -fsSL ${url%/}/install.sh | sh${base_url:+ -s -- --base-url $base_url}"
  fail "root has no gateway, but there is one of $owner" \
    "run it as that user: su - $owner -s /bin/sh -c '$command'" \
    "root 没有网关，而用户 $owner 有" \
    "请以该用户运行：su - $owner -s /bin/sh -c '$command'"
}

root_has_gateway() {
  for user in $(system_users); do
    [ "$user" != root ] || return 0
  done
  [ ! -e "${XDG_STATE_HOME:-$HOME/.local/state}/openclaw-guard/install.json" ] ||
    return 0
  has_gateway 0 "${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user"
}

# Whom the system's gateways run as, a line each.
system_users() {
  for unit in /etc/systemd/system/openclaw-gateway*.service /etc/systemd/system/openclaw.service; do
    [ -e "$unit" ] || continue
    user=$(systemctl show --property=User "${unit##*/}" 2>/dev/null) || continue
    user=${user#User=}
    [ "$user" != 0 ] || user=root
    printf '%s\n' "${user:-root}"
  done
}

# has_gateway UID FOLDER: is one running, or its unit file there?
has_gateway() {
  for unit in "$2"/openclaw-gateway*.service \
    "/sys/fs/cgroup/user.slice/user-$1.slice/user@$1.service/app.slice"/openclaw-gateway*.service; do
    [ ! -e "$unit" ] || return 0
  done
  return 1
}

# The first user with a gateway; no link in a home folder is followed.
gateway_owner() {
  for user in $(system_users); do
    if [ "$user" != root ]; then
      id -nu "$user" 2>/dev/null || printf '%s\n' "$user"
      return
    fi
  done
  { getent passwd 2>/dev/null || cat /etc/passwd; } |
    while IFS=: read -r name _ uid _ _ home _; do
      folder=$home
      for part in "" /.config /systemd /user; do
        folder=$folder$part
        [ ! -h "$folder" ] || folder=/nonexistent
      done
      if [ "$uid" != 0 ] && has_gateway "$uid" "$folder"; then
        printf '%s\n' "$name"
        break
      fi
    done
}

check_machine() {
  system=$(uname -s)
  [ "$system" = Linux ] ||
    fail "this is $system, and the guard needs Linux with systemd" "use it on the machine of the gateway" \
      "当前系统是 $system，而守护程序需要带 systemd 的 Linux" "请在网关所在的机器上安装"
  machine=$(uname -m)
  case $machine in
    x86_64 | amd64) arch=x86_64 ;;
    aarch64 | arm64) arch=aarch64 ;;
    *)
      fail "there is no program for the processor \"$machine\"" "x86_64 and aarch64 are supported" \
        "没有适用于处理器 \"$machine\" 的程序" "只支持 x86_64 和 aarch64"
      ;;
  esac
  # A 64-bit kernel may run a 32-bit system (Raspberry Pi OS).
  bits=$(getconf LONG_BIT 2>/dev/null || echo 64)
  [ "$bits" = 64 ] ||
    fail "this is a $bits-bit system on a 64-bit processor" "install a 64-bit system" \
      "64 位处理器上装的是 $bits 位系统" "请改用 64 位系统"
  check_libc
}

# The program is linked against glibc 2.27; elsewhere the kernel only says "not found".
check_libc() {
  libc=$(getconf GNU_LIBC_VERSION 2>/dev/null || true)
  if [ -z "$libc" ]; then
    libc=$(ldd --version 2>&1 || true)
    case $libc in
      *musl*) refuse_musl ;;
    esac
    # "ldd (Debian GLIBC 2.36-9) 2.36": the last word of the first line
    libc=$(printf '%s\n' "$libc" | sed -n '1s/.*[Ll][Ii][Bb][Cc].* \([0-9][0-9.]*\)$/glibc \1/p')
  fi
  if [ -z "$libc" ]; then
    for loader in /lib/ld-musl-*; do
      [ ! -e "$loader" ] || refuse_musl
    done
    warn "cannot tell the version of glibc; 2.27 or newer is needed" \
      "无法确定 glibc 的版本；需要 2.27 或更新的版本"
    return 0
  fi
  version=${libc##* }
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%.*}
  case $major.$minor in
    *[!0-9.]* | .* | *.)
      warn "cannot tell the version of glibc from \"$libc\"; 2.27 or newer is needed" \
        "无法从 \"$libc\" 看出 glibc 的版本；需要 2.27 或更新的版本"
      return 0
      ;;
  esac
  if [ "$major" -lt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -lt 27 ]; }; then
    fail "glibc $version is too old" "2.27 or newer is needed" \
      "glibc $version 太旧" "需要 2.27 或更新的版本"
  fi
}

refuse_musl() {
  fail "this system uses musl (Alpine?), and the program needs glibc" "use a system with glibc 2.27 or newer" \
    "这个系统用的是 musl（Alpine？），而程序需要 glibc" "请使用 glibc 2.27 或更新版本的系统"
}

# In the target folder itself: the last step is a rename, which cannot be half done.
make_work_dir() {
  mkdir -p "$bin_dir" 2>/dev/null ||
    fail "cannot make the folder $bin_dir" "check its owner, or set OPENCLAW_GUARD_BIN_DIR" \
      "无法创建文件夹 $bin_dir" "请检查它的属主，或设置 OPENCLAW_GUARD_BIN_DIR"
  work_dir=$(mktemp -d "$bin_dir/.openclaw-guard.XXXXXX" 2>/dev/null) || {
    work_dir=
    fail "cannot write in $bin_dir" "check its owner and the free space, or set OPENCLAW_GUARD_BIN_DIR" \
      "无法写入 $bin_dir" "请检查它的属主和剩余空间，或设置 OPENCLAW_GUARD_BIN_DIR"
  }
}

download() {
  # The script of a release installs that release, unless another is asked for.
  if [ -n "$own_release" ] && [ "$release" = latest ]; then
    release=$own_release
  fi
  if [ -z "$base_url" ]; then
    releases=https://github.com/openclaw-guard/openclaw-guard/releases
    case $release in
      latest) base_url=$releases/latest/download ;;
      *) base_url=$releases/download/$release ;;
    esac
  fi
  base_url=${base_url%/}
  find_checksum_tool
  if [ -n "$own_release" ] && [ "$release" = "$own_release" ]; then
    trusted=$(say "this script of $own_release" "$own_release 的 install.sh")
    printf '%s\n' "$own_digests" >"$work_dir/SHA256SUMS"
  else
    trusted=$(say "SHA256SUMS of $base_url" "$base_url 的 SHA256SUMS")
    fetch SHA256SUMS
  fi
  choose_asset
  fetch "$asset"
  verify "$asset"
  "$unpacker" -dc <"$work_dir/$asset" >"$work_dir/openclaw-guard" 2>"$work_dir/error" ||
    fail "cannot unpack $asset in $bin_dir ($(reason))" "check the free space" \
      "无法在 $bin_dir 中解压 $asset（$(reason)）" "请检查剩余空间"
}

# The smaller file where it can be unpacked.
choose_asset() {
  asset=openclaw-guard-$arch-unknown-linux-gnu
  if has xz && [ -n "$(digest_of "$asset.xz")" ]; then
    asset=$asset.xz unpacker=xz
  else
    asset=$asset.gz unpacker=gzip
  fi
}

# fetch NAME: one file of the release into the work folder.
fetch() {
  target=$work_dir/$1
  case $base_url in
    https://* | http://*) fetch_http "$base_url/$1" ;;
    *)
      source=${base_url#file://}/$1
      cp "$source" "$target" 2>"$work_dir/error" ||
        fail "cannot copy $source ($(reason))" "check --base-url and the free space" \
          "无法复制 $source（$(reason)）" "请检查 --base-url 和剩余空间"
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
      fail "cannot download $address ($(reason))" "check the network, --version and --base-url" \
        "无法下载 $address（$(reason)）" "请检查网络、--version 和 --base-url"
  elif has wget; then
    # BusyBox wget has few options; -q and -O are common to all.
    wget -q -O "$target" "$1" 2>"$work_dir/error" || {
      code=$?
      fail "cannot download $1 (wget: exit code $code, $(reason))" "check the network, --version and --base-url" \
        "无法下载 $1（wget：退出码 $code，$(reason)）" "请检查网络、--version 和 --base-url"
    }
  else
    fail "neither curl nor wget is installed" "install one of them" \
      "没有安装 curl 或 wget" "请安装其中一个"
  fi
}

reason() {
  text=$(sed '/./!d' "$work_dir/error" 2>/dev/null | tail -n 1)
  [ -n "$text" ] || text=$(say "no reason given" "没有说明原因")
  printf '%s' "$text"
}

find_checksum_tool() {
  if has sha256sum; then
    checksum_tool=sha256sum
  elif has shasum; then
    checksum_tool="shasum -a 256"
  elif has openssl; then
    checksum_tool="openssl dgst -sha256 -r"
  elif has busybox && busybox sha256sum /dev/null >/dev/null 2>&1; then
    checksum_tool="busybox sha256sum"
  else
    fail "there is no sha256sum, shasum or openssl to verify the download with" "install one of them" \
      "没有可以校验下载文件的 sha256sum、shasum 或 openssl" "请安装其中一个"
  fi
}

# digest_of NAME: what the trusted digests say about a file, one a line.
digest_of() {
  awk -v name="$1" '{ sub(/\r$/, "") } $2 == name || $2 == "*" name { print $1 }' "$work_dir/SHA256SUMS"
}

# verify NAME: fails unless the digests have exactly one good line for the file.
verify() {
  expected=$(digest_of "$1")
  [ -n "$expected" ] ||
    fail "$trusted has no line for $1" "do not use this download; report it" \
      "$trusted 中没有 $1 这一行" "请不要使用这个下载，并报告此问题"
  case $expected in
    *[!0-9A-Fa-f]*) broken_digest "$1" ;;
  esac
  [ ${#expected} -eq 64 ] || broken_digest "$1"
  expected=$(printf '%s' "$expected" | tr 'A-F' 'a-f')
  actual=$($checksum_tool <"$work_dir/$1" | cut -d ' ' -f 1)
  [ "$actual" = "$expected" ] ||
    fail "the checksum of $1 is ${actual:-unknown}, not $expected as in $trusted" "try again; if it stays, do not use this download" \
      "$1 的校验值是 ${actual:-未知}，而 $trusted 中是 $expected" "请再试一次；如果仍然如此，请不要使用这个下载"
  say "downloaded and verified $asset" "已下载并校验 $asset"
}

broken_digest() {
  fail "$trusted is broken for $1" "do not use this download; report it" \
    "$trusted 中 $1 的校验值已损坏" "请不要使用这个下载，并报告此问题"
}

build() {
  case $0 in
    */*) checkout=$(cd "$(dirname "$0")" && pwd) ;;
    *) checkout=$(pwd) ;;
  esac
  if [ ! -f "$checkout/deno.json" ] || [ ! -f "$checkout/main.ts" ]; then
    fail "there is no source in $checkout" "run install.sh of a checkout: sh PATH/install.sh --from-source" \
      "$checkout 中没有源码" "请运行源码目录中的 install.sh：sh PATH/install.sh --from-source"
  fi
  say "building in $checkout" "正在 $checkout 中编译"
  if has deno; then
    set -- deno task compile
  elif has npx; then
    set -- npx -y deno@2.6.8 task compile
  else
    fail "neither deno nor npx is installed" "install Deno 2.6 or newer, or Node" \
      "没有安装 deno 或 npx" "请安装 Deno 2.6 或更新的版本，或安装 Node"
  fi
  (cd "$checkout" && "$@") </dev/null >&2 ||
    fail "\"$*\" failed in $checkout" "see the lines above" \
      "在 $checkout 中运行 \"$*\" 失败" "请看上面的输出"
  cp "$checkout/dist/openclaw-guard" "$work_dir/openclaw-guard" 2>"$work_dir/error" ||
    fail "cannot copy the program to $bin_dir ($(reason))" "check the free space" \
      "无法把程序复制到 $bin_dir（$(reason)）" "请检查剩余空间"
}

place() {
  chmod 755 "$work_dir/openclaw-guard"
  new_version=$("$work_dir/openclaw-guard" --version </dev/null 2>"$work_dir/error") ||
    fail "the new program does not run in $bin_dir ($(reason))" "if that folder is mounted noexec, set OPENCLAW_GUARD_BIN_DIR" \
      "新程序在 $bin_dir 中无法运行（$(reason)）" "如果该文件夹以 noexec 挂载，请设置 OPENCLAW_GUARD_BIN_DIR"
  if [ -d "$program" ]; then
    fail "$program is a folder" "remove it" "$program 是一个文件夹" "请删除它"
  fi
  if [ -f "$program" ] && cmp -s "$program" "$work_dir/openclaw-guard" 2>/dev/null; then
    say "$new_version is in $program already" "$program 已经是 $new_version"
    return 0
  fi
  keep_previous
  mv -f "$work_dir/openclaw-guard" "$program" ||
    fail "cannot write $program" "check its owner" "无法写入 $program" "请检查它的属主"
  say "placed $new_version in $program" "已把 $new_version 放到 $program"
}

# For "openclaw-guard upgrade --rollback". A second name is no second copy; a
# file system without hard links does without.
keep_previous() {
  if [ -f "$program" ] && ln "$program" "$work_dir/previous" 2>/dev/null; then
    mv -f "$work_dir/previous" "$program.previous" 2>/dev/null || true
  fi
}

hints() {
  case :${PATH:-}: in
    *":$bin_dir:"*) ;;
    *)
      say "" ""
      say "$bin_dir is not in your PATH; add this line to ~/.profile and log in again:" \
        "$bin_dir 不在你的 PATH 中；请把下面这一行加到 ~/.profile，然后重新登录："
      # shellcheck disable=SC2016 # the person's shell expands it
      printf '  export PATH=%s:"$PATH"\n' "$(quoted "$bin_dir")"
      return 0
      ;;
  esac
  found=$(command -v openclaw-guard || true)
  [ -z "$found" ] || [ "$found" = "$program" ] ||
    warn "$found comes before $program in your PATH: remove one of them" \
      "在你的 PATH 中 $found 排在 $program 之前：请删除其中一个"
}

hand_over() {
  set -- install
  [ -z "$profile" ] || set -- "$@" --profile "$profile"
  [ -z "$scheduler" ] || set -- "$@" --scheduler "$scheduler"
  if [ "$run_install" = no ]; then
    say "next: $(quoted "$program") $*" "下一步：$(quoted "$program") $*"
    return 0
  fi
  [ "$yes" = no ] || set -- "$@" --yes
  run_program "$@"
}

# In the person's own language. The script may be standard input; questions go
# to the terminal, if there is one.
run_program() {
  if [ -t 1 ] && (: </dev/tty) 2>/dev/null; then
    LC_ALL=$user_locale "$program" "$@" </dev/tty
  else
    LC_ALL=$user_locale "$program" "$@" </dev/null
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
    fail "there is no $program to uninstall with" "set OPENCLAW_GUARD_BIN_DIR to the folder it is in" \
      "没有可用来卸载的 $program" "请把 OPENCLAW_GUARD_BIN_DIR 设为它所在的文件夹"
  set -- uninstall --program
  [ -z "$profile" ] || set -- "$@" --profile "$profile"
  [ "$purge" = no ] || set -- "$@" --purge
  [ "$yes" = no ] || set -- "$@" --yes
  run_program "$@"
}

main "$@"
exit
}
