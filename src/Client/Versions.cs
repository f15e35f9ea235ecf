using System.Reflection;

namespace SqueezeFlow.Client;

/// <summary>Which program this is.</summary>
internal static class Versions
{
    /// <summary>Version of the console, without the commit.</summary>
    public static string OfConsole { get; } = WithoutCommit(
        typeof(Versions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary><c>1.2.0+abc</c> becomes <c>1.2.0</c>.</summary>
    public static string WithoutCommit(string version) => version.Split('+')[0];

    /// <summary>Where a version stands among others: 1.9 before 1.10, 1.10.0-rc.1 before 1.10.0, what is no version before all that are.</summary>
    public static (Version Number, bool IsReleased, string Text) OrderOf(string version)
    {
        var parts = WithoutCommit(version).Split('-', 2);
        return (Version.TryParse(parts[0], out var number) ? number : new(), parts.Length == 1, version);
    }
}
