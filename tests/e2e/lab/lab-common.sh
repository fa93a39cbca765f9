# shellcheck shell=bash
# lab-common.sh: paths every lab script needs. Sourced, not run.

LAB_HOME=${LAB_HOME:-$HOME/.cache/openclaw-lab}
# The lab's user openclaw.
export LAB_UID=4242

# Folder with what a running lab left for the other scripts: pid, outer, cgroup.
lab_run_dir() { printf '%s/run/%s' "$LAB_HOME" "$1"; }

# The cgroup v2 hierarchy: its own folder on a hybrid host, the root otherwise.
lab_cgroup_root() {
  if [ -d /sys/fs/cgroup/unified ]; then
    echo /sys/fs/cgroup/unified
  else
    echo /sys/fs/cgroup
  fi
}

lab_fail() {
  echo "$(basename "$0"): $*" >&2
  exit 1
}

# has_version FOLDER PACKAGE VERSION: npm has installed it there.
has_version() {
  grep -qs "\"version\": *\"$3\"" "$1/node_modules/$2/package.json"
}
