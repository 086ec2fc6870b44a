package dev.tributary.bench;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps publishers from running away from the receiver. Safe for many threads. */
final class Window {
    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long published;
    private long arrived;

    Window(int size) {
        this.size = size;
    }

    /** Waits until there is room for so many more. */
    void enter(int count) throws InterruptedException {
        lock.lock();
        try {
            while (published + count - arrived > size) {
                moved.await();
            }
            published += count;
        } finally {
            lock.unlock();
        }
    }

    /** So many have arrived in all. */
    void arrived(long total) {
        lock.lock();
        try {
            arrived = total;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
