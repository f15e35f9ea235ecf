namespace SqueezeFlow.TestSupport;

/// <summary>The repository that the tests were built from: its pages are read in place.</summary>
public static class Checkout
{
    /// <summary>Its top folder: the one that holds <c>SqueezeFlow.sln</c>.</summary>
    public static string Root { get; } = Locate();

    /// <summary>The text of one of its files.</summary>
    public static string Read(params string[] parts) => File.ReadAllText(Path.Combine([Root, .. parts]));

    private static string Locate()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SqueezeFlow.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("SqueezeFlow.sln is in no folder above the tests");
        }

        return folder.FullName;
    }
}
