#!/bin/sh
# The one window of a kiosk or a display. rotunda-screen.service runs it inside an X server of its own; when it
# ends, for whatever reason, both are started again.
set -eu

here=$(dirname "$(readlink -f "$0")")
hub=${ROTUNDA_HUB:-http://127.0.0.1:3000}
page=${ROTUNDA_PAGE:-/kiosk}
profile=${ROTUNDA_PROFILE:-/var/lib/rotunda-screen}
rotate=${ROTUNDA_ROTATE:-normal}

# The screen never sleeps.
xset s off s noblank -dpms 2>/dev/null || echo "xset: the X server keeps its own times"

# A portrait kiosk is a rotated landscape panel; touches turn with it.
output=$(xrandr 2>/dev/null | sed -n 's/^\([^ ]*\) connected.*/\1/p' | head -n 1)
if [ "$rotate" != normal ] && [ -n "$output" ]; then
	xrandr --output "$output" --rotate "$rotate"
	for touch in $(xinput list --id-only 2>/dev/null); do
		xinput map-to-output "$touch" "$output" 2>/dev/null || true
	done
fi

# Without a window manager the window gets the size it asks for, less one.
size=$(xrandr 2>/dev/null | sed -n 's/.*current \([0-9]*\) x \([0-9]*\).*/\1 \2/p' | head -n 1)
: "${size:=1080 1920}"
width=$((${size% *} + 1))
height=$((${size#* } + 1))

# The process that draws the page, or nothing: a page that has crashed leaves the browser up with a sad face.
renderers() {
	pgrep -s 0 -fa -- '--type=renderer' | grep -v -e '--top-chrome-webui' || true
}

flags=$(grep -v '^#' "$here/flags")
# shellcheck disable=SC2086 # one flag a line, none with a blank in it
chromium $flags ${ROTUNDA_FLAGS:-} \
	--user-data-dir="$profile/chromium" --window-position=0,0 --window-size="$width,$height" \
	"file://$here/waiting.html?to=$hub$page" &
browser=$!
trap 'kill "$browser" 2>/dev/null || true' EXIT INT TERM HUP

missing=0
while kill -0 "$browser" 2>/dev/null; do
	sleep "${ROTUNDA_LOOK_EVERY:-5}"
	if [ -n "$(renderers)" ]; then missing=0; else missing=$((missing + 1)); fi
	if [ "$missing" -ge 2 ]; then
		echo "the page has crashed: the browser is started again"
		exit 1
	fi
done
wait "$browser"
