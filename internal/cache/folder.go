package cache

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Folder is where results are kept: $BUSLINT_CACHE, or buslint in the user's cache folder. It is "" if $BUSLINT_CACHE is off.
func Folder(getenv func(string) string) (string, error) {
	switch dir := getenv("BUSLINT_CACHE"); {
	case dir == "off":
		return "", nil
	case dir != "" && !filepath.IsAbs(dir):
		return "", fmt.Errorf("BUSLINT_CACHE=%s: it must be an absolute path, or off", dir)
	case dir != "":
		return dir, nil
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("find the cache folder: %w; set BUSLINT_CACHE to a folder, or to off", err)
	}
	return filepath.Join(dir, "buslint"), nil
}

// Size is how many bytes a cache may grow to: $BUSLINT_CACHE_SIZE, such as 500MB or 2GB, or [Limit].
func Size(getenv func(string) string) (int64, error) {
	text := getenv("BUSLINT_CACHE_SIZE")
	if text == "" {
		return Limit, nil
	}
	number, unit := text, int64(1)
	for _, u := range []struct {
		name  string
		bytes int64
	}{{"KB", 1 << 10}, {"MB", 1 << 20}, {"GB", 1 << 30}} {
		if n, ok := strings.CutSuffix(strings.ToUpper(text), u.name); ok {
			number, unit = n, u.bytes
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
	if err != nil || n < 1 || n > (1<<62)/unit {
		return 0, errors.New("BUSLINT_CACHE_SIZE=" + text + ": it is no size such as 500MB or 2GB")
	}
	return n * unit, nil
}
