package dev.tributary.webhooks.signature;

/** What this installation has sealed does not open with this process's master key. */
public final class OtherMasterKey extends RuntimeException {
    public OtherMasterKey(Throwable cause) {
        super("the master key is not the one with which this installation's secrets are sealed", cause);
    }
}
