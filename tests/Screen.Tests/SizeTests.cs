using System.IO.Compression;
using System.Text.RegularExpressions;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What a browser has to load before it shows anything.</summary>
public sealed partial class SizeTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src/Silo/wwwroot");

    [Theory]
    [InlineData("*.js", 100)]
    [InlineData("*.css", 12)]
    public void All_of_a_kind_fits_into_so_many_kilobytes_when_packed(string files, int kilobytes)
    {
        // What is loaded later, and only by those who want it, holds nobody up.
        var later = Later().Matches(File.ReadAllText(Path.Combine(Folder, "app.js"))).Select(match => match.Groups[1].Value).ToHashSet();
        var names = Directory.GetFiles(Folder, files).Where(name => !later.Contains(Path.GetFileName(name))).ToArray();

        var packed = names.Sum(Pack);

        TestContext.Current.TestOutputHelper?.WriteLine($"{files}: {packed} bytes of brotli in {names.Length} files");
        Assert.NotEmpty(names);
        Assert.InRange(packed, 1, kilobytes * 1_024);
    }

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
