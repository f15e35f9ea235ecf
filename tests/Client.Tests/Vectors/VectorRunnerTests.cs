using System.IO.Compression;
using SqueezeFlow.Client.Offline.Reading;
using SqueezeFlow.Client.Offline.Vectors;
using SqueezeFlow.Client.Offline.Vectors.Suites;

namespace SqueezeFlow.Client.Tests.Vectors;

public sealed class VectorRunnerTests : IDisposable
{
    private const string Warmup = """
        [{"id":"w","mode_1s":false,"symbol":"BTC","timeframe":"5m",
        "ohlcv":{"t0":0,"step":300,"open":[1,1],"high":[1,1],"low":[1,1],"close":[1,1],"volume":[1,1]},
        "spot":{"vbuy":[1,1],"vsell":[0,0]},"futures":{"vbuy":[1,1],"vsell":[0,0]},
        "portfolio":{"total_value":10000,"positions":[]},
        "corrected":{"stage":"phase1_warmup","squeeze_environment":"NEUTRAL","market_bias":"NEUTRAL"}}]
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("vectors").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_vector_counts_only_for_the_profile_that_it_has_a_verdict_for()
    {
        var report = Run("eval_x.json", Warmup);

        var file = Assert.Single(report.Files);
        Assert.Equal(("Corrected", 1, 0), (file.Profile, file.Passed, file.Failed));
    }

    [Fact]
    public void A_wrong_expectation_fails_with_field_and_both_values()
    {
        var report = Run("eval_x.json", Warmup.Replace("\"market_bias\":\"NEUTRAL\"", "\"market_bias\":\"BULLISH\"", StringComparison.Ordinal));

        var mismatch = Assert.Single(Assert.Single(report.Files).Mismatches);
        Assert.Equal(new VectorMismatch("w", "market_bias", "\"BULLISH\"", "\"NEUTRAL\""), mismatch);
    }

    [Fact]
    public void A_field_that_the_expectation_lacks_fails()
    {
        var report = Run("eval_x.json", Warmup.Replace(",\"market_bias\":\"NEUTRAL\"", "", StringComparison.Ordinal));

        Assert.Equal("market_bias", Assert.Single(Assert.Single(report.Files).Mismatches).Field);
    }

    [Fact]
    public void A_file_of_an_unknown_kind_is_reported_and_not_passed()
    {
        var report = Run("weather.json", """[{"id":"a"}]""");

        Assert.Equal((0, 1), (report.Passed, report.Failed));
        Assert.Contains("weather.json", Assert.Single(report.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_type_is_named_with_file_field_value_and_expectation()
    {
        var report = Run("eval_x.json", Warmup.Replace("\"vbuy\":[1,1],\"vsell\":[0,0]},\"futures\"", "\"vbuy\":[1,true],\"vsell\":[0,0]},\"futures\"", StringComparison.Ordinal));

        Assert.Equal("eval_x.json: [0].spot.vbuy[1]: found true, expected a number or null", Assert.Single(report.Errors));
    }

    [Fact]
    public void A_broken_off_file_is_named_with_its_place()
    {
        var report = Run("eval_x.json", Warmup[..^40]);

        var error = Assert.Single(report.Errors);
        Assert.StartsWith("eval_x.json: line 5, byte ", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData("eval_x.json")]
    [InlineData("eval_x.json.gz")]
    public void A_file_is_unpacked_by_its_content_and_not_by_its_name(string name)
    {
        File.WriteAllText(Path.Combine(_folder, name), Warmup);
        var plain = new VectorRunner(VectorSuites.All).Run(Path.Combine(_folder, name));

        File.WriteAllBytes(Path.Combine(_folder, name), Gzip(Warmup));
        var packed = new VectorRunner(VectorSuites.All).Run(Path.Combine(_folder, name));

        Assert.Empty(packed.Errors);
        Assert.Equal((plain.Passed, plain.Failed), (packed.Passed, packed.Failed));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public void A_broken_off_archive_is_one_line(double part)
    {
        var cut = (int)(Gzip(Warmup).Length * part);
        var path = Path.Combine(_folder, "eval_x.json.gz");
        File.WriteAllBytes(path, Gzip(Warmup)[..cut]);

        var report = new VectorRunner(VectorSuites.All).Run(path);

        var error = Assert.Single(report.Errors);
        Assert.StartsWith("eval_x.json.gz: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void A_folder_without_vectors_is_refused() =>
        Assert.Throws<DataFormatException>(() => new VectorRunner(VectorSuites.All).Run(_folder));

    private static byte[] Gzip(string text)
    {
        using var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }

        return buffer.ToArray();
    }

    private VectorReport Run(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        return new VectorRunner(VectorSuites.All).Run(path);
    }
}
