/*
 * Stands between a process and the C library (LD_PRELOAD, Linux) and does harm at the n-th call that changes anything below
 * ATTACK_ROOT: write, pwrite, writev, fsync, fdatasync, ftruncate, rename, unlink, link, mkdir, sendfile, copy_file_range,
 * and an open that makes or empties a file.
 *
 * ATTACK_MODE  count   one line a call into ATTACK_ASK
 *              kill    SIGKILL before the n-th call
 *              torn    SIGKILL after the first half of the n-th call's bytes (before it where it writes none)
 *              full    from the n-th call on there is no room: ENOSPC from all that needs any
 *              eio     the n-th call alone fails with EIO
 *              short   the n-th call alone writes half of its bytes, and says so
 *              freeze  before each call, and half-way through each write, one line into ATTACK_ASK and no call of any
 *                      thread goes on before a byte has come through ATTACK_ANSWER
 * ATTACK_AT    n, from 1
 * ATTACK_CLOCK_BACK  so many seconds are taken off the wall clock
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum mode { OFF, COUNT, KILL, TORN, FULL, EIO_ONCE, SHORT, FREEZE };
enum verdict { GO, HALF, FAIL };

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static enum mode mode = OFF;
static char root[PATH_MAX];
static size_t root_length;
static long at = -1;
static long calls;
static long clock_back;
static int ask = -1;
static int answer = -1;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
    static const char *names[] = {"off", "count", "kill", "torn", "full", "eio", "short", "freeze"};
    const char *text = getenv("ATTACK_CLOCK_BACK");
    clock_back = text ? atol(text) : 0;
    text = getenv("ATTACK_ROOT");
    if (!text || !realpath(text, root)) return;
    root_length = strlen(root);
    text = getenv("ATTACK_AT");
    at = text ? atol(text) : -1;
    if ((text = getenv("ATTACK_ASK"))) ask = (int)syscall(SYS_openat, AT_FDCWD, text, O_WRONLY | O_APPEND | O_CLOEXEC);
    if ((text = getenv("ATTACK_ANSWER"))) answer = (int)syscall(SYS_openat, AT_FDCWD, text, O_RDONLY | O_CLOEXEC);
    text = getenv("ATTACK_MODE");
    for (int i = 0; text && i <= FREEZE; i++) {
        if (!strcmp(text, names[i])) mode = (enum mode)i;
    }
}

static int ours(const char *path) {
    return mode != OFF && path && !strncmp(path, root, root_length) && (path[root_length] == '/' || !path[root_length]);
}

static int path_of(int fd, char *out) {
    char link[64];
    if (mode == OFF) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, out, PATH_MAX - 1);
    if (n <= 0) return 0;
    out[n] = 0;
    return ours(out);
}

static void say(const char *kind, const char *path, const char *to) {
    char line[3 * PATH_MAX];
    int n = snprintf(line, sizeof line, "%ld\t%s\t%s\t%s\n", calls, kind, path + root_length, to ? to + root_length : "");
    while (ask >= 0 && syscall(SYS_write, ask, line, n) < 0 && errno == EINTR) {}
}

static void wait_for_answer(void) {
    char byte;
    ssize_t n;
    do {
        n = syscall(SYS_read, answer, &byte, 1);
    } while (n < 0 && errno == EINTR);
    if (n <= 0) syscall(SYS_exit_group, 1);
}

static void die(const char *kind, const char *path, const char *to) {
    say(kind, path, to);
    syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    for (;;) pause();
}

/* What becomes of a call; the caller holds the turn. */
static enum verdict boundary(const char *kind, const char *path, const char *to, int needs_room, size_t bytes) {
    calls++;
    if (mode == COUNT) say(kind, path, to);
    if (mode == FREEZE) {
        say(kind, path, to);
        wait_for_answer();
        return bytes > 1 ? HALF : GO;
    }
    if (mode == FULL && calls >= at && needs_room) {
        if (calls == at) say(kind, path, to);
        errno = ENOSPC;
        return FAIL;
    }
    if (calls != at) return GO;
    if (mode == KILL || (mode == TORN && bytes < 2)) die(kind, path, to);
    if (mode == TORN) return HALF;
    say(kind, path, to);
    if (mode == EIO_ONCE) {
        errno = EIO;
        return FAIL;
    }
    return mode == SHORT && bytes > 1 ? HALF : GO;
}

/* After the first half of a write: 0 where the rest follows. */
static int half_written(const char *path) {
    if (mode == TORN) die("torn", path, NULL);
    if (mode != FREEZE) return 1;
    say("torn", path, NULL);
    wait_for_answer();
    return 0;
}

#define WRITES(kind, total, first, rest)                                        \
    char path[PATH_MAX];                                                        \
    if (!path_of(fd, path)) return first(total);                                \
    pthread_mutex_lock(&turn);                                                  \
    ssize_t done = -1;                                                          \
    enum verdict v = boundary(kind, path, NULL, 1, total);                      \
    if (v == GO) done = first(total);                                           \
    if (v == HALF) {                                                            \
        done = first((total) / 2);                                              \
        if (done == (ssize_t)((total) / 2) && !half_written(path)) {            \
            ssize_t more = rest((size_t)done);                                  \
            done = more < 0 ? done : done + more;                               \
        }                                                                       \
    }                                                                           \
    int error = errno;                                                          \
    pthread_mutex_unlock(&turn);                                                \
    errno = error;                                                              \
    return done;

ssize_t write(int fd, const void *data, size_t size) {
#define FIRST(n) syscall(SYS_write, fd, data, (size_t)(n))
#define REST(from) syscall(SYS_write, fd, (const char *)data + (from), size - (from))
    WRITES("write", size, FIRST, REST)
#undef FIRST
#undef REST
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
#define FIRST(n) syscall(SYS_pwrite64, fd, data, (size_t)(n), offset)
#define REST(from) syscall(SYS_pwrite64, fd, (const char *)data + (from), size - (from), offset + (off64_t)(from))
    WRITES("pwrite", size, FIRST, REST)
#undef FIRST
#undef REST
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) { return pwrite64(fd, data, size, offset); }

#define CALL(on, kind, path, to, room, call)                                    \
    if (!(on)) return call;                                                     \
    pthread_mutex_lock(&turn);                                                  \
    __typeof__(call) result = -1;                                               \
    if (boundary(kind, path, to, room, 0) != FAIL) result = call;               \
    int error = errno;                                                          \
    pthread_mutex_unlock(&turn);                                                \
    errno = error;                                                              \
    return result;

ssize_t writev(int fd, const struct iovec *parts, int count) {
    char path[PATH_MAX];
    CALL(path_of(fd, path), "write", path, NULL, 1, REAL(writev)(fd, parts, count))
}

int fsync(int fd) {
    char path[PATH_MAX];
    CALL(path_of(fd, path), "fsync", path, NULL, 0, REAL(fsync)(fd))
}

int fdatasync(int fd) {
    char path[PATH_MAX];
    CALL(path_of(fd, path), "fsync", path, NULL, 0, REAL(fdatasync)(fd))
}

int ftruncate64(int fd, off64_t size) {
    char path[PATH_MAX];
    CALL(path_of(fd, path), "ftruncate", path, NULL, 0, REAL(ftruncate64)(fd, size))
}

int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

ssize_t sendfile64(int fd, int from, off64_t *offset, size_t size) {
    char path[PATH_MAX];
    CALL(path_of(fd, path), "write", path, NULL, 1, REAL(sendfile64)(fd, from, offset, size))
}

ssize_t copy_file_range(int from, off64_t *in, int fd, off64_t *out, size_t size, unsigned flags) {
    char path[PATH_MAX];
    CALL(path_of(fd, path), "write", path, NULL, 1, REAL(copy_file_range)(from, in, fd, out, size, flags))
}

int rename(const char *from, const char *to) {
    CALL(ours(from) || ours(to), "rename", from, to, 0, REAL(rename)(from, to))
}

int renameat(int a, const char *from, int b, const char *to) {
    CALL(ours(from) || ours(to), "rename", from, to, 0, REAL(renameat)(a, from, b, to))
}

int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    CALL(ours(from) || ours(to), "rename", from, to, 0, REAL(renameat2)(a, from, b, to, flags))
}

int link(const char *from, const char *to) {
    CALL(ours(to), "link", from, to, 1, REAL(link)(from, to))
}

int unlink(const char *path) {
    CALL(ours(path), "unlink", path, NULL, 0, REAL(unlink)(path))
}

int unlinkat(int folder, const char *path, int flags) {
    CALL(ours(path), "unlink", path, NULL, 0, REAL(unlinkat)(folder, path, flags))
}

int rmdir(const char *path) {
    CALL(ours(path), "unlink", path, NULL, 0, REAL(rmdir)(path))
}

int mkdir(const char *path, mode_t rights) {
    CALL(ours(path), "mkdir", path, NULL, 1, REAL(mkdir)(path, rights))
}

#define RIGHTS                                                                  \
    mode_t rights = 0;                                                          \
    if (flags & (O_CREAT | O_TMPFILE)) {                                        \
        va_list more;                                                           \
        va_start(more, flags);                                                  \
        rights = va_arg(more, mode_t);                                          \
        va_end(more);                                                           \
    }

/* Opening a file that is there, with nothing taken from it, changes nothing. */
static int makes(const char *path, int flags) {
    if (!(flags & (O_CREAT | O_TRUNC)) || !ours(path)) return 0;
    return flags & O_TRUNC || REAL(access)(path, F_OK) != 0;
}

int open64(const char *path, int flags, ...) {
    RIGHTS
    CALL(makes(path, flags), "create", path, NULL, 1, (int)syscall(SYS_openat, AT_FDCWD, path, flags | O_LARGEFILE, rights))
}

int open(const char *path, int flags, ...) {
    RIGHTS
    CALL(makes(path, flags), "create", path, NULL, 1, (int)syscall(SYS_openat, AT_FDCWD, path, flags, rights))
}

int openat64(int folder, const char *path, int flags, ...) {
    RIGHTS
    CALL(makes(path, flags), "create", path, NULL, 1, (int)syscall(SYS_openat, folder, path, flags | O_LARGEFILE, rights))
}

int openat(int folder, const char *path, int flags, ...) {
    RIGHTS
    CALL(makes(path, flags), "create", path, NULL, 1, (int)syscall(SYS_openat, folder, path, flags, rights))
}

int clock_gettime(clockid_t which, struct timespec *out) {
    int result = (int)syscall(SYS_clock_gettime, which, out);
    if (!result && which == CLOCK_REALTIME) out->tv_sec -= clock_back;
    return result;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone) {
    int result = (int)syscall(SYS_gettimeofday, out, zone);
    if (!result) out->tv_sec -= clock_back;
    return result;
}
