using System.IO.Compression;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What a browser has to load before it shows anything.</summary>
public sealed class SizeTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src/Silo/wwwroot");

    [Theory]
    [InlineData("*.js", 100)]
    [InlineData("*.css", 12)]
    public void All_of_a_kind_fits_into_so_many_kilobytes_when_packed(string files, int kilobytes)
    {
        var names = Directory.GetFiles(Folder, files);

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
}
