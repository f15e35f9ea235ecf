using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SqueezeFlow.Silo.Api;
using SqueezeFlow.Silo.Configuration;

namespace SqueezeFlow.Silo.Tests.Api;

public sealed class ChangeGuardTests
{
    [Fact]
    public async Task A_call_from_this_machine_that_was_meant_passes() =>
        Assert.Equal(0, await SendAsync(Meant));

    [Theory]
    [InlineData("rebound.example", 403)]
    [InlineData("localhost", 0)]
    [InlineData("127.0.0.1:3000", 0)]
    [InlineData("[::1]:3000", 0)]
    public async Task Only_host_names_of_ours_are_called(string host, int expected) =>
        Assert.Equal(expected, await SendAsync(request => { Meant(request); request.Host = new(host); }));

    [Theory]
    [InlineData("http://evil.example", 403)]
    [InlineData("null", 403)]
    [InlineData("http://localhost:3001", 403)]
    [InlineData("https://localhost:3000", 403)]
    [InlineData("http://localhost:3000", 0)]
    public async Task Pages_of_other_sites_are_refused(string origin, int expected) =>
        Assert.Equal(expected, await SendAsync(request => { Meant(request); request.Headers.Origin = origin; }));

    [Theory]
    [InlineData(null)]
    [InlineData("0")]
    public async Task The_header_is_needed(string? header) =>
        Assert.Equal(403, await SendAsync(request => { Meant(request); request.Headers[ChangeGuard.Header] = header; }));

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
        Assert.Equal(expected, await SendAsync(Keyed, "right"));
        Assert.Equal(expected, await SendAsync(Keyed, "right", "192.0.2.7"));

        void Keyed(HttpRequest request)
        {
            Meant(request);
            request.Headers["X-Api-Key"] = key;
            request.Headers.Authorization = authorization;
        }
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task Reads_need_nothing(string method) =>
        Assert.Equal(0, await SendAsync(request => request.Method = method, "right", "192.0.2.7"));

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Every_method_that_changes_is_guarded(string method) =>
        Assert.Equal(403, await SendAsync(request => { Meant(request); request.Method = method; request.Headers.Remove(ChangeGuard.Header); }));

    private static void Meant(HttpRequest request)
    {
        request.Method = "POST";
        request.Scheme = "http";
        request.Host = new("localhost:3000");
        request.Path = "/api/v1/execution/pause";
        request.Headers[ChangeGuard.Header] = "1";
        request.ContentType = "application/json";
        request.Body = new MemoryStream("{}"u8.ToArray());
    }

    // The status of the refusal; 0 when the call passed.
    private static async Task<int> SendAsync(Action<HttpRequest> prepare, string key = "", string remote = "127.0.0.1")
    {
        var guard = new ChangeGuard(Options.Create(new ApiOptions { Key = key }));
        var context = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider(),
        };
        context.Connection.RemoteIpAddress = IPAddress.Parse(remote);
        context.Response.Body = new MemoryStream();
        prepare(context.Request);
        var hasPassed = false;

        await guard.InvokeAsync(context, _ =>
        {
            hasPassed = true;
            return Task.CompletedTask;
        });

        return hasPassed ? 0 : context.Response.StatusCode;
    }
}
