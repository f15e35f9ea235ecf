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
}
