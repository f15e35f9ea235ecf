using System.Net;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class CrossOriginTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Bars = "/historical/1735689600000/1735689660000/60000/BINANCE:btcusdt";

    public static TheoryData<string> PrivatePaths =>
        ["/", "/health", "/health/live", "/health/ready", "/openapi/v1.json", "/api/v1/status", "/api/v1/positions", "/api/v1/events", "/api/v1/nothing"];

    [Theory]
    [InlineData("/products")]
    [InlineData(Bars)]
    [InlineData("/historical/now/then")]
    public async Task Charts_of_any_site_may_be_fed(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, ("Origin", "http://chart.example"));

        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(PrivatePaths))]
    public async Task Nothing_else_is_given_to_other_sites(string path)
    {
        using var foreign = await SendAsync(HttpMethod.Get, path, ("Origin", "http://chart.example"));
        using var preflight = await SendAsync(HttpMethod.Options, path, ("Origin", "http://chart.example"), ("Access-Control-Request-Method", "GET"));
        using var own = await SendAsync(HttpMethod.Get, path);

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (foreign.StatusCode, preflight.StatusCode));
        Assert.NotEqual(HttpStatusCode.Forbidden, own.StatusCode);
        Assert.All((HttpResponseMessage[])[foreign, preflight, own], response =>
        {
            Assert.Null(Header(response, "Access-Control-Allow-Origin"));
            Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        });
    }

    [Theory]
    [MemberData(nameof(PrivatePaths))]
    [InlineData("/products")]
    [InlineData(Bars)]
    public async Task A_foreign_name_reads_nothing_at_all(string path)
    {
        using var response = await SendAsync(HttpMethod.Get, path, ("Host", "rebound.example"));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("Api:AllowedHosts", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preflight_of_a_read_for_charts_is_answered_with_what_may_be_sent()
    {
        using var response = await SendAsync(HttpMethod.Options, "/products", ("Origin", "http://chart.example"), ("Access-Control-Request-Method", "GET"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("*", Header(response, "Access-Control-Allow-Origin"));
        Assert.Contains("Authorization", Header(response, "Access-Control-Allow-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_preflight_of_a_change_allows_nothing()
    {
        using var response = await SendAsync(HttpMethod.Options, "/products", ("Origin", "http://chart.example"), ("Access-Control-Request-Method", "DELETE"));

        Assert.Null(Header(response, "Access-Control-Allow-Methods"));
        Assert.Null(Header(response, "Access-Control-Allow-Headers"));
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;

    // Only the head is awaited: a stream of events has no end.
    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return host.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }
}
