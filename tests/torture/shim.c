/* Counts what one process changes below a folder; at the nth change it kills the process, tears a write, or fails.

   Preloaded with LD_PRELOAD. All settings are in a file that is mapped into every process (TORTURE_CONTROL), so that a
   forked child can be armed after it was forked. The layout of struct control is that of control.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum mode { WATCH, KILL, TEAR, FAIL_ONCE, FAIL_ON, SHORT };
enum kind { WRITE, SYNC, TRUNCATE, RENAME, OPEN, UNLINK, FOLDER, KINDS };

struct control {
    int32_t pid;      /* the process that is watched */
    int32_t mode;
    int32_t error;    /* the errno of a failure */
    int32_t logs;     /* whether changes are written to the log */
    int64_t nth;      /* from 1 on */
    int64_t count;
    int64_t by_kind[KINDS];
    int32_t fired;    /* 1 + the kind of the call that was harmed; 0 for none yet */
    int32_t thousandths; /* of a torn write that are written */
    char folder[1024];
    char log[1024];
    char call[1024];  /* the path of the call that was harmed */
};

static struct control *shared;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int log_number = -1, log_pid;

__attribute__((constructor)) static void map_control(void)
{
    const char *path = getenv("TORTURE_CONTROL");
    if (!path)
        return;
    int number = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (number < 0)
        return;
    void *found = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, number, 0);
    syscall(SYS_close, number);
    if (found != MAP_FAILED)
        shared = found;
}

static int watched(void)
{
    return shared && shared->pid == (int32_t)getpid();
}

/* Whether the path is below the folder; made absolute in place. */
static int is_ours(int folder, const char *path, char *whole)
{
    if (!watched() || !path)
        return 0;
    if (path[0] == '/') {
        snprintf(whole, PATH_MAX, "%s", path);
    } else {
        char start[PATH_MAX] = "";
        if (folder == AT_FDCWD) {
            if (!getcwd(start, sizeof start))
                return 0;
        } else {
            char name[64];
            snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
            ssize_t length = readlink(name, start, sizeof start - 1);
            if (length < 0)
                return 0;
            start[length] = 0;
        }
        if (snprintf(whole, PATH_MAX, "%s/%s", start, path) >= PATH_MAX)
            return 0;
    }
    size_t length = strlen(shared->folder);
    return length && !strncmp(whole, shared->folder, length) && (whole[length] == '/' || !whole[length]);
}

static int is_our_number(int number, char *whole)
{
    char name[64], found[PATH_MAX];
    if (!watched())
        return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", number);
    ssize_t length = readlink(name, found, sizeof found - 1);
    if (length < 0)
        return 0;
    found[length] = 0;
    return is_ours(AT_FDCWD, found, whole);
}

static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

/* What is to happen to this call: 0 nothing, else 1 + the mode. Acknowledgements are never harmed. */
static int harm(enum kind kind, const char *path)
{
    if (strstr(path, "/@ack/"))
        return 0;
    __atomic_add_fetch(&shared->by_kind[kind], 1, __ATOMIC_SEQ_CST);
    int64_t at = __atomic_add_fetch(&shared->count, 1, __ATOMIC_SEQ_CST);
    int on = shared->mode == FAIL_ON || shared->mode == SHORT;
    /* A full disk still deletes and flushes. */
    if (at > shared->nth && shared->error == ENOSPC && (kind == UNLINK || kind == SYNC || kind == RENAME))
        return 0;
    if (shared->mode == WATCH || !shared->nth || at < shared->nth || (at > shared->nth && !on))
        return 0;
    if (at == shared->nth) {
        shared->fired = 1 + kind;
        snprintf(shared->call, sizeof shared->call, "%.1000s", path);
    }
    if (shared->mode == KILL || (shared->mode == TEAR && kind != WRITE))
        die();
    if (shared->mode == SHORT && (at > shared->nth || kind != WRITE))
        return 1 + FAIL_ON;
    return 1 + shared->mode;
}

/* A record of the log: this header, the two paths, and the bytes that were written. */
struct entry {
    int32_t kind, first, second, pad;
    int64_t inode, offset, length, bytes;
};

static void note(enum kind kind, int64_t inode, int64_t offset, int64_t length, const char *one, const char *two,
                 const void *data, size_t bytes)
{
    if (log_number < 0 || log_pid != getpid()) {
        log_number = (int)syscall(SYS_openat, AT_FDCWD, shared->log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        log_pid = getpid();
    }
    struct entry head = {kind, (int32_t)strlen(one), (int32_t)strlen(two), 0, inode, offset, length, (int64_t)bytes};
    struct iovec parts[4] = {{&head, sizeof head}, {(void *)one, strlen(one)}, {(void *)two, strlen(two)},
                             {(void *)data, bytes}};
    syscall(SYS_writev, log_number, parts, 4);
}

static int64_t inode_of(int number)
{
    struct stat found;
    return fstat(number, &found) ? -1 : (int64_t)found.st_ino;
}

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) \
        real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* --- Writes --- */

static ssize_t put(int number, const void *data, size_t size, int64_t offset)
{
    return offset < 0 ? syscall(SYS_write, number, data, size) : syscall(SYS_pwrite64, number, data, size, offset);
}

static ssize_t written(int number, const void *data, size_t size, int64_t offset)
{
    char path[PATH_MAX];
    if (!is_our_number(number, path)) {
        ssize_t done = put(number, data, size, offset);
        return done;
    }
    int what = harm(WRITE, path);
    if (what == 1 + TEAR || what == 1 + SHORT) {
        size_t part = size * (size_t)shared->thousandths / 1000;
        if (part)
            put(number, data, part, offset);
        if (what == 1 + TEAR)
            die();
        if (part)
            return (ssize_t)part;
    }
    if (what) {
        errno = shared->error;
        return -1;
    }
    if (!shared->logs)
        return put(number, data, size, offset);
    pthread_mutex_lock(&lock);
    int64_t at = offset;
    if (at < 0) {
        struct stat found;
        int appends = fcntl(number, F_GETFL) & O_APPEND;
        at = appends && !fstat(number, &found) ? found.st_size : lseek(number, 0, SEEK_CUR);
    }
    ssize_t done = put(number, data, size, offset);
    int kept = errno;
    if (done > 0)
        note(WRITE, inode_of(number), at, done, path, "", data, (size_t)done);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

ssize_t write(int number, const void *data, size_t size) { return written(number, data, size, -1); }
ssize_t pwrite(int number, const void *data, size_t size, off_t at) { return written(number, data, size, at); }
ssize_t pwrite64(int number, const void *data, size_t size, off64_t at) { return written(number, data, size, at); }

ssize_t writev(int number, const struct iovec *parts, int count)
{
    char path[PATH_MAX];
    if (!is_our_number(number, path))
        return syscall(SYS_writev, number, parts, count);
    ssize_t done = 0;
    for (int i = 0; i < count; i++) {
        if (!parts[i].iov_len)
            continue;
        ssize_t some = written(number, parts[i].iov_base, parts[i].iov_len, -1);
        if (some < 0)
            return done ? done : some;
        done += some;
        if ((size_t)some < parts[i].iov_len)
            break;
    }
    return done;
}

static int cut(int number, int64_t size)
{
    char path[PATH_MAX];
    if (!is_our_number(number, path))
        return (int)syscall(SYS_ftruncate, number, size);
    if (harm(TRUNCATE, path)) {
        errno = shared->error;
        return -1;
    }
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_ftruncate, number, size), kept = errno;
    if (shared->logs && !done)
        note(TRUNCATE, inode_of(number), size, 0, path, "", "", 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int ftruncate(int number, off_t size) { return cut(number, size); }
int ftruncate64(int number, off64_t size) { return cut(number, size); }

/* The bytes that a file grows by come with the name of a truncation. */
static int grown(int number, int64_t offset, int64_t length)
{
    struct stat found;
    if (fstat(number, &found))
        return errno;
    if (offset + length > found.st_size && cut(number, offset + length))
        return errno;
    return 0;
}

int posix_fallocate(int number, off_t offset, off_t length)
{
    REAL(int, "posix_fallocate", int, off_t, off_t);
    char path[PATH_MAX];
    return is_our_number(number, path) ? grown(number, offset, length) : real(number, offset, length);
}
int posix_fallocate64(int number, off64_t offset, off64_t length) { return posix_fallocate(number, offset, length); }

static int synced(int number, long call)
{
    char path[PATH_MAX];
    if (!is_our_number(number, path))
        return (int)syscall(call, number);
    if (harm(SYNC, path)) {
        errno = shared->error;
        return -1;
    }
    pthread_mutex_lock(&lock);
    /* Power is cut in the log only, so that the disk need not work. */
    int done = shared->logs ? 0 : (int)syscall(call, number), kept = errno;
    if (shared->logs)
        note(SYNC, inode_of(number), 0, 0, path, "", "", 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int fsync(int number) { return synced(number, SYS_fsync); }
int fdatasync(int number) { return synced(number, SYS_fdatasync); }

/* --- Names --- */

static int opened(int folder, const char *path, int flags, mode_t mode)
{
    char whole[PATH_MAX];
    int writes = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC);
    if (!writes || (flags & O_DIRECTORY) || !is_ours(folder, path, whole))
        return (int)syscall(SYS_openat, folder, path, flags, mode);
    if (harm(OPEN, whole)) {
        errno = shared->error;
        return -1;
    }
    pthread_mutex_lock(&lock);
    struct stat before, found;
    int had = !fstatat(folder, path, &before, 0);
    int number = (int)syscall(SYS_openat, folder, path, flags, mode), kept = errno;
    if (shared->logs && number >= 0 && !fstat(number, &found)) {
        if (!had)
            note(OPEN, (int64_t)found.st_ino, 0, 0, whole, "", "", 0);
        else if ((flags & O_TRUNC) && before.st_size)
            note(TRUNCATE, (int64_t)found.st_ino, 0, 0, whole, "", "", 0);
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
    return number;
}

#define MODE_OF(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE_OF(flags) return opened(at, path, flags, mode); }

static int moved(int from, const char *old, int to, const char *new)
{
    char one[PATH_MAX], two[PATH_MAX];
    int ours = is_ours(from, old, one);
    if (!is_ours(to, new, two) && !ours)
        return (int)syscall(SYS_renameat, from, old, to, new);
    if (harm(RENAME, two)) {
        errno = shared->error;
        return -1;
    }
    pthread_mutex_lock(&lock);
    int done = (int)syscall(SYS_renameat, from, old, to, new), kept = errno;
    if (shared->logs && !done)
        note(RENAME, 0, 0, 0, one, two, "", 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int rename(const char *old, const char *new) { return moved(AT_FDCWD, old, AT_FDCWD, new); }
int renameat(int from, const char *old, int to, const char *new) { return moved(from, old, to, new); }

static int named(enum kind kind, int folder, const char *path, long call, long last)
{
    char whole[PATH_MAX];
    if (!is_ours(folder, path, whole))
        return (int)syscall(call, folder, path, last);
    if (harm(kind, whole)) {
        errno = shared->error;
        return -1;
    }
    pthread_mutex_lock(&lock);
    int done = (int)syscall(call, folder, path, last), kept = errno;
    if (shared->logs && !done)
        note(kind, 0, 0, 0, whole, "", "", 0);
    pthread_mutex_unlock(&lock);
    errno = kept;
    return done;
}

int unlink(const char *path) { return named(UNLINK, AT_FDCWD, path, SYS_unlinkat, 0); }
int unlinkat(int at, const char *path, int flags) { return named(UNLINK, at, path, SYS_unlinkat, flags); }
int rmdir(const char *path) { return named(UNLINK, AT_FDCWD, path, SYS_unlinkat, AT_REMOVEDIR); }
int mkdir(const char *path, mode_t mode) { return named(FOLDER, AT_FDCWD, path, SYS_mkdirat, mode); }
int mkdirat(int at, const char *path, mode_t mode) { return named(FOLDER, at, path, SYS_mkdirat, mode); }
