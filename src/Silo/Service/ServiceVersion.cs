using System.Reflection;

namespace SqueezeFlow.Silo.Service;

/// <summary>The version of this program.</summary>
internal static class ServiceVersion
{
    /// <summary>E.g. <c>1.0.0</c>.</summary>
    public static string Text { get; } =
        typeof(ServiceVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
