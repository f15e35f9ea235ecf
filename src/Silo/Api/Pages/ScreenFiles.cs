namespace SqueezeFlow.Silo.Api.Pages;

/// <summary>The screen as it was built, out of the program itself: it is there from whatever folder the program is started.</summary>
internal static class ScreenFiles
{
    /// <summary>The page itself.</summary>
    public const string Page = "index.html";

    private const string Folder = "wwwroot/";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly Lazy<IReadOnlyDictionary<string, ScreenFile>> Known = new(Read);

    /// <summary>Every file by its name.</summary>
    public static IReadOnlyDictionary<string, ScreenFile> All => Known.Value;

    private static Dictionary<string, ScreenFile> Read()
    {
        var program = typeof(ScreenFiles).Assembly;
        var names = program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal));
        return names.ToDictionary(name => name[Folder.Length..], name => Read(program.GetManifestResourceStream(name)!, Types[Path.GetExtension(name)]), StringComparer.Ordinal);
    }

    private static ScreenFile Read(Stream stream, string type)
    {
        using var owned = stream;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return new(content, type);
    }
}
