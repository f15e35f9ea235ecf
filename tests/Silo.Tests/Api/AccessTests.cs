using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Silo.Api.Access;
using SqueezeFlow.Silo.Configuration.Sections;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class AccessTests
{
    [Fact]
    public async Task A_call_from_this_machine_that_was_meant_passes() =>
        Assert.Equal(0, await SendAsync(Meant));

    [Theory]
    [InlineData("rebound.example", 403)]
    [InlineData("0.0.0.0:3000", 403)]
    [InlineData("192.0.2.9:3000", 403)]
    [InlineData("", 403)]
    [InlineData("localhost", 0)]
    [InlineData("LOCALHOST:3000", 0)]
    [InlineData("127.0.0.1:3000", 0)]
    [InlineData("[::1]:3000", 0)]
    [InlineData("192.0.2.1:3000", 0)]
    public async Task Whoever_reads_or_changes_calls_by_a_name_of_ours_or_the_address_that_was_reached(string host, int expected)
    {
        Assert.Equal(expected, await SendAsync(request => { Meant(request); request.Host = new(host); }));
        Assert.Equal(expected, await SendAsync(request => { Read(request); request.Host = new(host); }));
    }

    [Theory]
    [InlineData("flow.example", 0)]
    [InlineData("FLOW.example:3000", 0)]
    [InlineData("[fd00::1]", 0)]
    [InlineData("localhost", 403)]
    public async Task Names_that_are_configured_take_the_place_of_the_usual_ones(string host, int expected) =>
        Assert.Equal(expected, await SendAsync(request => { Read(request); request.Host = new(host); }, options => options.AllowedHosts = "flow.example, fd00::1"));

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("http://localhost:3001", 403)]
    [InlineData("https://localhost:3000", 403)]
    [InlineData("http://localhost:3000", 0)]
    public async Task Pages_of_other_sites_are_refused(string origin, int expected)
    {
        Assert.Equal(expected, await SendAsync(request => { Meant(request); request.Headers.Origin = origin; }));
        Assert.Equal(expected, await SendAsync(request => { Read(request); request.Headers.Origin = origin; }));
    }

    [Theory]
    [InlineData("GET", "/products", 0)]
    [InlineData("HEAD", "/historical/1/2", 0)]
    [InlineData("POST", "/products", 403)]
    [InlineData("GET", "/productsandmore", 403)]
    public async Task Pages_of_other_sites_read_charts(string method, string path, int expected) =>
        Assert.Equal(expected, await SendAsync(request => { Meant(request); request.Method = method; request.Path = path; request.Headers.Origin = "http://chart.example"; }));

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task The_header_is_needed(string? header) =>
        Assert.Equal(403, await SendAsync(request => { Meant(request); request.Headers[ApiHeaders.Change] = header; }));

    [Theory]
    [InlineData("text/plain", "{}", 415)]
    [InlineData("application/x-www-form-urlencoded", "a=b", 415)]
    [InlineData(null, "{}", 415)]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", "{", 400)]
    [InlineData("application/json; charset=utf-8", "{\"a\":1}", 0)]
    public async Task A_JSON_body_is_needed(string? type, string body, int expected) =>
        Assert.Equal(expected, await SendAsync(request =>
        {
            Meant(request);
            request.ContentType = type;
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }));

    [Fact]
    public async Task Without_a_key_only_this_machine_may_change_things() =>
        Assert.Equal(403, await SendAsync(Meant, remote: "192.0.2.7"));

    [Theory]
    [InlineData(null, null, 401)]
    [InlineData("wrong", null, 401)]
    [InlineData("right", null, 0)]
    [InlineData(null, "Bearer right", 0)]
    [InlineData(null, "Bearer wrong", 401)]
    public async Task With_a_key_everybody_needs_it(string? key, string? authorization, int expected)
    {
        Assert.Equal(expected, await SendAsync(Keyed, WithKey));
        Assert.Equal(expected, await SendAsync(Keyed, WithKey, "192.0.2.7"));

        void Keyed(HttpRequest request)
        {
            Meant(request);
            request.Headers["X-Api-Key"] = key;
            request.Headers.Authorization = authorization;
        }
    }

    [Theory]
    [InlineData("192.0.2.7", null, null, null, 401)]
    [InlineData("192.0.2.7", "wrong", null, null, 401)]
    [InlineData("192.0.2.7", "", null, null, 401)]
    [InlineData("192.0.2.7", "right", null, null, 0)]
    [InlineData("192.0.2.7", "reads", null, null, 0)]
    [InlineData("192.0.2.7", null, "Bearer reads", null, 0)]
    [InlineData("192.0.2.7", null, "Basic anybody:right", null, 0)]
    [InlineData("192.0.2.7", null, "Basic anybody:wrong", null, 401)]
    [InlineData("192.0.2.7", null, "Basic right", null, 401)]
    [InlineData("::ffff:192.0.2.7", null, null, null, 401)]
    [InlineData("127.0.0.1", null, null, null, 0)]
    [InlineData("::ffff:127.0.0.1", null, null, null, 0)]
    [InlineData("::1", null, null, null, 0)]
    [InlineData("127.0.0.1", null, null, "192.0.2.7", 401)]
    [InlineData("127.0.0.1", "reads", null, "192.0.2.7", 0)]
    public async Task With_a_key_other_machines_need_it_to_read_too(string remote, string? key, string? authorization, string? forwardedFor, int expected)
    {
        foreach (var path in (string[])["/", "/products", "/api/v1/positions", "/api/v1/events", "/health", "/metrics", "/dashboard", "/openapi/v1.json"])
        {
            Assert.Equal(expected, await SendAsync(request => Prepare(request, path), WithBothKeys, remote));
        }

        void Prepare(HttpRequest request, string path)
        {
            Read(request);
            request.Path = path;
            request.Headers["X-Api-Key"] = key;
            request.Headers.Authorization = authorization?.StartsWith("Basic ", StringComparison.Ordinal) == true
                ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(authorization[6..]))
                : authorization;
            request.Headers["X-Forwarded-For"] = forwardedFor;
        }
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_probe_needs_no_key(string path) =>
        Assert.Equal(0, await SendAsync(request => { Read(request); request.Path = path; }, WithBothKeys, "192.0.2.7"));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("192.0.2.7")]
    public async Task A_key_for_reading_changes_nothing(string remote) =>
        Assert.Equal(403, await SendAsync(request => { Meant(request); request.Headers["X-Api-Key"] = "reads"; }, WithBothKeys, remote));

    [Fact]
    public async Task A_key_for_reading_alone_is_asked_of_other_machines()
    {
        Assert.Equal(401, await SendAsync(Read, options => options.ReadKey = "reads", "192.0.2.7"));
        Assert.Equal(0, await SendAsync(Meant, options => options.ReadKey = "reads"));
        Assert.Equal(403, await SendAsync(Meant, options => options.ReadKey = "reads", "192.0.2.7"));
    }

    [Fact]
    public async Task Without_a_key_everybody_who_reaches_the_address_reads() =>
        Assert.Equal(0, await SendAsync(Read, remote: "192.0.2.7"));

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Every_method_that_changes_is_guarded(string method) =>
        Assert.Equal(403, await SendAsync(request => { Meant(request); request.Method = method; request.Headers.Remove(ApiHeaders.Change); }));

    private static void Meant(HttpRequest request)
    {
        request.Method = "POST";
        request.Scheme = "http";
        request.Host = new("localhost:3000");
        request.Path = "/api/v1/execution/pause";
        request.Headers[ApiHeaders.Change] = "1";
        request.ContentType = "application/json";
        request.Body = new MemoryStream("{}"u8.ToArray());
    }

    private static void Read(HttpRequest request)
    {
        request.Method = "GET";
        request.Scheme = "http";
        request.Host = new("localhost:3000");
        request.Path = "/api/v1/positions";
    }

    private static void WithKey(ApiOptions options) => options.Key = "right";

    private static void WithBothKeys(ApiOptions options) => (options.Key, options.ReadKey) = ("right", "reads");

    // The status of the refusal; 0 when the call passed.
    private static async Task<int> SendAsync(Action<HttpRequest> prepare, Action<ApiOptions>? configure = null, string remote = "127.0.0.1")
    {
        var services = new ServiceCollection().AddLogging().AddProblemDetails().Configure(configure ?? (_ => { }));
        services.AddAccess();
        var provider = services.BuildServiceProvider();
        var app = new ApplicationBuilder(provider);
        var hasPassed = false;
        app.UseAccess();
        app.Run(_ =>
        {
            hasPassed = true;
            return Task.CompletedTask;
        });
        var context = new DefaultHttpContext { RequestServices = provider };
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Connection.LocalIpAddress = IPAddress.Parse("192.0.2.1");
        context.Response.Body = new MemoryStream();
        prepare(context.Request);

        await app.Build()(context);

        return hasPassed ? 0 : context.Response.StatusCode;
    }
}
