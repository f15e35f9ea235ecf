using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using SqueezeFlow.Core.Bars;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class TransportTests : IClassFixture<ApiHost>
{
    private const long Start = 1_735_689_600_000;

    private readonly ApiHost _host;

    public TransportTests(ApiHost host)
    {
        _host = host;
        _host.Store.Rows.Clear();
        _host.Store.Rows.Add(new(new("KRAKEN", "XBT/USD"), Timeframe.M1, new(Start, 1, 2, 1, 2, 7, 3, 1, 1, 0, 0)));
        for (var minute = 0; minute < 60; minute++)
        {
            _host.Store.Rows.Add(new(new("BINANCE", "btcusdt"), Timeframe.M1, new(Start + (minute * 60_000), 10 + minute, 20, 5, 11 + minute, 100, 50, 2, 1, 0, 0)));
        }
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/products", 200)]
    [InlineData("/health", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/health/ready", 200)]
    [InlineData("/historical/1735689600000/1735693200000/60000/BINANCE:btcusdt", 200)]
    [InlineData("/historical/then/now", 400)]
    [InlineData("/api/v1/markets", 200)]
    [InlineData("/api/v1/markets/BINANCE:btcusdt/bars", 200)]
    [InlineData("/nowhere", 404)]
    [InlineData("/api/v1/events", 405)]
    public async Task HEAD_has_the_head_of_GET_and_no_body(string path, int status)
    {
        var answer = await SpeakAsync($"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.EndsWith("\r\n\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_line_may_be_32_KB_long()
    {
        var longest = $"/historical/{Start}/{Start + 60_000}/60000/BINANCE:btcusdt";
        longest += string.Concat(Enumerable.Repeat("+BINANCE:xyz", (32_700 - longest.Length) / 12));

        var fits = await SpeakAsync($"GET {longest} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        var tooLong = await SpeakAsync($"GET {longest}{longest} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 200 ", fits, StringComparison.Ordinal);
        Assert.Contains("\"BINANCE:btcusdt\"", fits, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", tooLong, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KRAKEN:XBT/USD")]
    [InlineData("KRAKEN:XBT%2FUSD")]
    [InlineData("NOWHERE:x/y+KRAKEN:XBT/USD")]
    public async Task A_slash_in_a_market_may_be_written_as_it_is(string markets)
    {
        var body = await _host.GetAsync($"/historical/{Start}/{Start + 60_000}/60000/{markets}");

        Assert.Equal("""[[1735689600,1,2,1,2,null,1,null,"KRAKEN:XBT/USD",1,7,3]]""", body.GetProperty("results").GetRawText());
    }

    [Theory]
    [InlineData("gzip", "/historical/1735689600000/1735693200000/60000/BINANCE:btcusdt")]
    [InlineData("br", "/historical/1735689600000/1735693200000/60000/BINANCE:btcusdt")]
    [InlineData("gzip", "/api/v1/markets/BINANCE:btcusdt/bars?timeframe=1m&from=1735689600000&to=1735693200000")]
    [InlineData("br", "/api/v1/status")]
    [InlineData("gzip", "/api/v1/nowhere")]
    [InlineData("gzip", "/historical/then/now")]
    public async Task JSON_is_packed_for_whoever_asks(string encoding, string path)
    {
        using var plain = await AskAsync(path, null);
        using var packed = await AskAsync(path, encoding);

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal(encoding, Assert.Single(packed.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        await using var body = await packed.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream unpacked = encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var json = await JsonDocument.ParseAsync(unpacked, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(JsonValueKind.Object, json.RootElement.ValueKind);
        Assert.Equal(plain.StatusCode, packed.StatusCode);
    }

    [Fact]
    public async Task Events_are_never_packed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/events");
        request.Headers.Add("Accept-Encoding", "gzip, br");

        using var response = await _host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    private async Task<HttpResponseMessage> AskAsync(string path, string? encoding)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (encoding is not null)
        {
            request.Headers.Add("Accept-Encoding", encoding);
        }

        return await _host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    // Byte for byte: a client of the runtime would hide a body that should not be there.
    private async Task<string> SpeakAsync(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _host.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
