using System.IO.Compression;
using System.Net;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class ScreenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "src/Silo/wwwroot");

    /// <summary>Every file that the screen is made of.</summary>
    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData("application/json", "{\"message\":\"hi\"}")]
    [InlineData("*/*", "{\"message\":\"hi\"}")]
    [InlineData("text/html,application/xhtml+xml", "<!doctype html>")]
    public async Task Programs_are_greeted_and_browsers_see_the_screen(string accept, string start)
    {
        using var response = await GetAsync("/", ("Accept", accept));

        Assert.StartsWith(start, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("Accept", response.Headers.Vary);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_comes_whole_whatever_it_is_packed_with(string name)
    {
        var built = await File.ReadAllBytesAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken);

        using var plain = await GetAsync($"/{name}");
        using var brotli = await GetAsync($"/{name}", ("Accept-Encoding", "gzip, deflate, br"));
        using var gzip = await GetAsync($"/{name}", ("Accept-Encoding", "gzip, br;q=0"));

        Assert.Equal(built, await plain.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["br"], brotli.Content.Headers.ContentEncoding);
        Assert.Equal(built, await UnpackAsync(brotli, stream => new BrotliStream(stream, CompressionMode.Decompress)));
        Assert.Equal(["gzip"], gzip.Content.Headers.ContentEncoding);
        Assert.Equal(built, await UnpackAsync(gzip, stream => new GZipStream(stream, CompressionMode.Decompress)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_browser_asks_each_time_and_is_sent_only_what_has_changed(string name)
    {
        using var first = await GetAsync($"/{name}", ("Accept-Encoding", "br"));
        var tag = first.Headers.ETag!.ToString();

        using var again = await GetAsync($"/{name}", ("Accept-Encoding", "br"), ("If-None-Match", tag));
        using var other = await GetAsync($"/{name}", ("Accept-Encoding", "br"), ("If-None-Match", "\"another\""));

        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, other.StatusCode));
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_page_and_all_that_it_loads_may_do_nothing_but_what_the_screen_needs()
    {
        foreach (var path in Files.Select(row => "/" + row.Data).Append("/"))
        {
            using var response = await GetAsync(path, ("Accept", "text/html"));
            string One(string name) => Assert.Single(response.Headers.GetValues(name));

            Assert.Equal(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types sf-worker",
                One("Content-Security-Policy"));
            Assert.Equal(("nosniff", "no-referrer", "same-origin"), (One("X-Content-Type-Options"), One("Referrer-Policy"), One("Cross-Origin-Opener-Policy")));
            Assert.Contains("camera=()", One("Permissions-Policy"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_page_has_nothing_in_it_that_its_own_policy_forbids()
    {
        using var response = await GetAsync("/", ("Accept", "text/html"));
        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("style=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.All(page.Split("<script").Skip(1), script => Assert.Contains("src=\"/", script[..script.IndexOf("</script>", StringComparison.Ordinal)], StringComparison.Ordinal));
    }

    private static async Task<byte[]> UnpackAsync(HttpResponseMessage response, Func<Stream, Stream> unpacker)
    {
        await using var stream = unpacker(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, TestContext.Current.CancellationToken);
        return whole.ToArray();
    }

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
