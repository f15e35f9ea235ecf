using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace SqueezeFlow.TestSupport;

/// <summary>A disk of a test's own that is soon full; a test skips where none can be mounted.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    /// <summary>Mounts one of so many bytes on an empty folder.</summary>
    public static async Task<SmallDisk> MountAsync(string path, long bytes, CancellationToken token)
    {
        if (!OperatingSystem.IsLinux() || !await RunAsync("mount", ["-t", "tmpfs", "-o", $"size={bytes}", "tmpfs", path], token))
        {
            Assert.Skip("needs the right to mount a small disk");
        }

        return new(path);
    }

    public void Dispose()
    {
        using var umount = Process.Start("umount", ["-l", _path]);
        umount.WaitForExit();
    }

    private static async Task<bool> RunAsync(string program, string[] arguments, CancellationToken token)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(token);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
