using Xunit;

namespace SqueezeFlow.TestSupport;

/// <summary>
/// The one way to the recorded data: the folder named by <c>SQUEEZEFLOW_SHARED</c>, else <c>../shared</c> beside the repository.
/// Where it is missing a test skips with that reason; under <c>CI=true</c> it fails instead.
/// </summary>
public static class SharedData
{
    /// <summary>The shared folder; null when it is not there.</summary>
    public static string? Root { get; } = Locate();

    /// <summary>Whether the folder is there.</summary>
    public static bool IsPresent => Root is not null;

    /// <summary>Full path of a file or folder in it; skips the running test (fails it under CI) when there is none.</summary>
    public static string Require(params string[] parts)
    {
        var relative = Path.Combine(parts);
        var path = Root is null ? null : Path.Combine(Root, relative);
        if (path is not null && (File.Exists(path) || Directory.Exists(path)))
        {
            return path;
        }

        var reason = $"'{relative}' is not in the shared data folder ({Root ?? "none found"}): set SQUEEZEFLOW_SHARED to it.";
        if (Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(reason);
        }

        throw new DirectoryNotFoundException(reason);
    }

    private static string? Locate()
    {
        var named = Environment.GetEnvironmentVariable("SQUEEZEFLOW_SHARED");
        if (!string.IsNullOrEmpty(named))
        {
            return Directory.Exists(named) ? Path.GetFullPath(named) : null;
        }

        var beside = Path.GetFullPath(Path.Combine(Checkout.Root, "..", "shared"));
        return Directory.Exists(beside) ? beside : null;
    }
}
