#!/bin/bash
# lab-watch.sh PID NAME: ends lab NAME when the process PID ends, however that
# happens. Started by lab-up.sh only.
set -euo pipefail
tail --pid="$1" -f /dev/null
exec "$(dirname "$0")/lab-down.sh" "$2"
