namespace SqueezeFlow.Silo.Service;

/// <summary>The folder that holds everything this process keeps; the store makes sure that nobody else uses it.</summary>
/// <param name="FullPath">Full path.</param>
internal sealed record DataFolder(string FullPath)
{
    /// <summary>Key that names it.</summary>
    public const string Key = "Data:Directory";

    /// <summary>The folder that the configuration names.</summary>
    public static DataFolder Of(IConfiguration configuration) => new(Path.GetFullPath(configuration[Key] is { Length: > 0 } path ? path : "data"));
}
