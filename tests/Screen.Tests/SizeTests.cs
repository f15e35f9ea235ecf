using System.IO.Compression;
using System.Text.RegularExpressions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What a browser has to load before it shows anything, and what comes later. Limits are of brotli, as the service sends it; a report travels as it is.</summary>
public sealed partial class SizeTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src/Silo/wwwroot");

    [Theory]
    [InlineData("*.js", 100)]
    [InlineData("*.css", 12)]
    public void All_of_a_kind_fits_into_so_many_kilobytes_when_packed(string files, int kilobytes)
    {
        // What is loaded later, and only by those who want it, holds nobody up.
        var names = Directory.GetFiles(Folder, files).Except(LoadedLater()).ToArray();

        var packed = names.Sum(Pack);

        TestContext.Current.TestOutputHelper?.WriteLine($"{files}: {packed} bytes of brotli in {names.Length} files");
        Assert.NotEmpty(names);
        Assert.InRange(packed, 1, kilobytes * 1_024);
    }

    [Fact]
    public void What_is_loaded_later_is_little_each()
    {
        var packed = LoadedLater().ToDictionary(name => Path.GetFileName(name), Pack);

        foreach (var (name, size) in packed)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{name}: {size} bytes of brotli");
        }

        Assert.Contains("openReport.js", packed.Keys);
        Assert.All(packed.Values, size => Assert.InRange(size, 1, 12 * 1_024));
    }

    [Theory]
    [InlineData("report.js", 100)]
    [InlineData("report.css", 12)]
    public void A_report_is_not_larger_than_the_screen(string file, int kilobytes)
    {
        var packed = Pack(Path.Combine(Checkout.Root, "src/Client/Offline/Reports/Page", file));

        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {packed} bytes of brotli");
        Assert.InRange(packed, 1, kilobytes * 1_024);
    }

    private static IReadOnlyCollection<string> LoadedLater() =>
        [.. Later().Matches(File.ReadAllText(Path.Combine(Folder, "app.js"))).Select(match => Path.Combine(Folder, match.Groups[1].Value)).Distinct()];

    private static long Pack(string path)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            stream.Write(File.ReadAllBytes(path));
        }

        return packed.Length;
    }

    [GeneratedRegex(@"import\(.\./(\w+\.js).\)")]
    private static partial Regex Later();
}
