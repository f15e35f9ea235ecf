namespace SqueezeFlow.Storage.Files;

/// <summary>A failure of the disk in words that say what to do.</summary>
internal static class DiskFault
{
    private const int NoSpaceUnix = 28, NoSpaceWindows = 112, QuotaUnix = 122, ReadOnlyUnix = 30;

    /// <summary>Whether an exception is one of the disk or of rights to it.</summary>
    public static bool IsCause(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>The exception to throw instead.</summary>
    /// <param name="directory">The folder.</param>
    /// <param name="setting">The setting that names it.</param>
    /// <param name="action">What was being done, and what it costs, e.g. <c>appending failed, nothing was kept</c>.</param>
    /// <param name="cause">What happened.</param>
    public static IOException Of(string directory, string setting, string action, Exception cause) =>
        new($"{directory}: {action}: {Advice(cause, setting)} ({cause.Message}).", cause);

    private static string Advice(Exception cause, string setting) => (cause.HResult & 0xFFFF) switch
    {
        NoSpaceUnix or NoSpaceWindows or QuotaUnix => $"no space is left on the disk; free space, or set {setting} to another folder, and the next call works",
        ReadOnlyUnix => $"the disk is read-only; make it writable, or set {setting} to another folder",
        _ when cause is UnauthorizedAccessException => $"it cannot be written; give the service write access, or set {setting} to another folder",
        _ => $"the disk reported an error; check the volume, or set {setting} to another folder",
    };
}
