/* Writes down, in order, every write, truncation, sync, second name and removal of the files in one folder: what a power cut can cut through.

   cc -shared -fPIC -o power.so power.c -ldl;  LD_PRELOAD=power.so POWER_FOLDER=… POWER_LOG=… program

   A record is: kind, length of the name (2 bytes), place in the file (8), length of the data (4), name, data. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define MOST 4096

static char *names[MOST];
static const char *folder;
static int book = -1;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
    folder = getenv("POWER_FOLDER");
    if (folder && getenv("POWER_LOG")) book = REAL(open)(getenv("POWER_LOG"), O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static void put(const void *bytes, size_t length) {
    const char *at = bytes;
    while (length) {
        ssize_t done = REAL(write)(book, at, length);
        if (done <= 0) abort();
        at += done, length -= done;
    }
}

static void note(char kind, const char *name, int64_t place, const void *data, uint32_t length) {
    uint16_t named = strlen(name);
    pthread_mutex_lock(&one_at_a_time);
    put(&kind, 1), put(&named, 2), put(&place, 8), put(&length, 4), put(name, named), put(data, data ? length : 0);
    pthread_mutex_unlock(&one_at_a_time);
}

static const char *ours(int file) { return file >= 0 && file < MOST && book >= 0 ? names[file] : NULL; }

static int opened(int file, const char *path) {
    if (file >= 0 && file < MOST && folder && !strncmp(path, folder, strlen(folder))) {
        free(names[file]);
        names[file] = strdup(path + strlen(folder));
    }
    return file;
}

#define OPEN(name)                                        \
    int name(const char *path, int flags, ...) {          \
        va_list more;                                     \
        va_start(more, flags);                            \
        int mode = va_arg(more, int);                     \
        va_end(more);                                     \
        return opened(REAL(name)(path, flags, mode), path); \
    }
#define OPENAT(name)                                               \
    int name(int at, const char *path, int flags, ...) {           \
        va_list more;                                              \
        va_start(more, flags);                                     \
        int mode = va_arg(more, int);                              \
        va_end(more);                                              \
        return opened(REAL(name)(at, path, flags, mode), path);    \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    if (file >= 0 && file < MOST) free(names[file]), names[file] = NULL;
    return REAL(close)(file);
}

ssize_t write(int file, const void *data, size_t length) {
    off_t place = ours(file) ? lseek(file, 0, SEEK_CUR) : 0;
    ssize_t done = REAL(write)(file, data, length);
    if (done > 0 && ours(file)) note('w', ours(file), place, data, done);
    return done;
}

#define PWRITE(name, type)                                                    \
    ssize_t name(int file, const void *data, size_t length, type place) {     \
        ssize_t done = REAL(name)(file, data, length, place);                 \
        if (done > 0 && ours(file)) note('w', ours(file), place, data, done); \
        return done;                                                          \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define TRUNCATE(name, type)                                          \
    int name(int file, type length) {                                 \
        int done = REAL(name)(file, length);                          \
        if (!done && ours(file)) note('t', ours(file), length, NULL, 0); \
        return done;                                                  \
    }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

#define SYNC(name)                                               \
    int name(int file) {                                         \
        int done = REAL(name)(file);                             \
        if (!done && ours(file)) note('s', ours(file), 0, NULL, 0); \
        return done;                                             \
    }
SYNC(fsync)
SYNC(fdatasync)

static const char *within(const char *path) {
    return book >= 0 && folder && !strncmp(path, folder, strlen(folder)) ? path + strlen(folder) : NULL;
}

int link(const char *from, const char *to) {
    int done = REAL(link)(from, to);
    if (!done && within(from) && within(to)) note('l', within(to), 0, within(from), strlen(within(from)));
    return done;
}

int unlink(const char *path) {
    int done = REAL(unlink)(path);
    if (!done && within(path)) note('u', within(path), 0, NULL, 0);
    return done;
}
