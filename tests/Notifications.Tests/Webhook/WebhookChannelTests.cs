using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Core.Api;
using SqueezeFlow.Notifications.Settings;
using SqueezeFlow.Notifications.Tests.Doubles;
using SqueezeFlow.Notifications.Webhook;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Webhook;

/// <summary>The webhook against a server on loopback.</summary>
public sealed class WebhookChannelTests
{
    private const string Secret = "open sesame, open wide";

    private readonly ManualClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_368_000));

    [Fact]
    public async Task A_message_is_signed_so_that_a_receiver_can_check_it_by_itself()
    {
        await using var receiver = await Receiver.StartAsync();
        using var channel = ChannelTo($"{receiver.Url}/hook?token=abc");
        var message = Notices.Message("BTC");

        var outcome = await channel.SendAsync(message, TestContext.Current.CancellationToken);

        var call = Assert.Single(receiver.Calls);
        var signed = Encoding.UTF8.GetBytes(call.Headers["X-SqueezeFlow-Timestamp"] + ".").Concat(call.Body).ToArray();
        Assert.True(outcome.IsDelivered, outcome.Problem);
        Assert.Equal("1795368000", call.Headers["X-SqueezeFlow-Timestamp"]);
        Assert.Equal("sha256=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), signed)).ToLower(CultureInfo.InvariantCulture), call.Headers["X-SqueezeFlow-Signature"]);
        Assert.Equal((message.Id, message.Id), (call.Headers["X-SqueezeFlow-Id"], call.Json.GetProperty("id").GetString()));
        Assert.Equal(("/hook", "application/json; charset=utf-8"), (call.Path, call.ContentType));
    }

    [Fact]
    public void A_signature_is_what_another_program_computes_of_the_same() => Assert.Equal(
        // printf '1795368000.{"id":"1"}' | openssl dgst -sha256 -hmac 'open sesame, open wide'
        "921143f3d5216dfeaa5afd1768dbcb6bc631007dea58f1a64a64c580cb3b0fa2",
        CallSignature.Of(Encoding.UTF8.GetBytes(Secret), "1795368000", "{\"id\":\"1\"}"u8));

    [Fact]
    public async Task The_body_has_the_fields_that_are_described()
    {
        await using var receiver = await Receiver.StartAsync();
        using var channel = ChannelTo(receiver.Url);

        await channel.SendAsync(Notices.Message("BTC") with { Id = "7", More = 12, Others = ["a \"b\" <c>", "d"] }, TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"version":1,"id":"7","instance":"here","kind":"entryFilled","severity":"info","subject":"BTC","at":"1970-01-01T00:00:00.000Z","text":"Entered BTC LONG at 100, 3x, score 0.7","values":{"leverage":"3","price":"100","score":"0.7","side":"LONG","symbol":"BTC"},"more":12,"others":["a \"b\" <c>","d"]}""",
            Assert.Single(receiver.Calls).Text);
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(204, true, false)]
    [InlineData(400, false, false)]
    [InlineData(401, false, false)]
    [InlineData(404, false, false)]
    [InlineData(410, false, false)]
    [InlineData(408, false, true)]
    [InlineData(429, false, true)]
    [InlineData(500, false, true)]
    [InlineData(503, false, true)]
    public async Task A_status_says_whether_the_message_was_taken_and_whether_to_try_again(int status, bool isDelivered, bool mayRepeat)
    {
        await using var receiver = await Receiver.StartAsync(status);
        using var channel = ChannelTo(receiver.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal((isDelivered, mayRepeat), (outcome.IsDelivered, outcome.MayRepeat));
    }

    [Theory]
    [InlineData("90", 90)]
    [InlineData("Thu, 26 Nov 2026 18:41:00 GMT", 60 + 3_600)]
    [InlineData("soon", null)]
    [InlineData("Thu, 26 Nov 2020 18:41:00 GMT", null)]
    public async Task A_server_that_is_busy_says_how_long(string header, int? seconds)
    {
        await using var receiver = await Receiver.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        });
        using var channel = ChannelTo(receiver.Url);
        _clock.Advance(DateTimeOffset.Parse("2026-11-26T17:40:00Z", CultureInfo.InvariantCulture) - _clock.GetUtcNow() is { } by && by > TimeSpan.Zero ? by : TimeSpan.Zero);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal(seconds, outcome.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var goal = await Receiver.StartAsync();
        await using var receiver = await Receiver.StartAsync((_, context) =>
        {
            context.Response.Redirect(goal.Url, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        using var channel = ChannelTo(receiver.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Empty(goal.Calls);
        Assert.Equal((false, false), (outcome.IsDelivered, outcome.MayRepeat));
        Assert.Contains("redirects are not followed", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again()
    {
        using var closed = new ClosedPort();
        using var channel = ChannelTo($"http://127.0.0.1:{closed.Number}");

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal((false, true), (outcome.IsDelivered, outcome.MayRepeat));
    }

    [Fact]
    public async Task Of_a_refusal_without_end_little_is_read_and_less_is_told()
    {
        await using var receiver = await Receiver.StartAsync(static async (_, context) =>
        {
            context.Response.StatusCode = 400;
            var piece = Encoding.UTF8.GetBytes($"no such hook {Secret} " + new string('x', 4_000));
            for (var i = 0; i < 100_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            }
        });
        using var channel = ChannelTo(receiver.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.StartsWith($"{receiver.Url} answers 400: no such hook *** xxx", outcome.Problem, StringComparison.Ordinal);
        Assert.InRange(outcome.Problem!.Length, 100, 300);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("localhost")]
    [InlineData("169.254.169.254")]
    public async Task Nothing_is_sent_to_an_address_that_is_not_public(string host)
    {
        await using var receiver = await Receiver.StartAsync();
        using var channel = ChannelTo($"http://{host}:{receiver.Port}", allowPrivate: false);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Empty(receiver.Calls);
        Assert.Equal((false, false), (outcome.IsDelivered, outcome.MayRepeat));
        Assert.Contains("of this machine or of a private network", outcome.Problem, StringComparison.Ordinal);
        Assert.Contains("Notifications:Webhook:AllowPrivateAddresses=true", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_gains_nothing_however_often_its_meaning_changes()
    {
        await using var receiver = await Receiver.StartAsync();
        var asked = 0;
        using var channel = new WebhookChannel(Options($"http://hook.example:{receiver.Port}", allowPrivate: false), _clock, (_, _) =>
        {
            asked++;
            return Task.FromResult<IPAddress[]>([IPAddress.Loopback, IPAddress.IPv6Loopback]);
        });

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Empty(receiver.Calls);
        Assert.Equal(1, asked);
        Assert.StartsWith("hook.example leads to 127.0.0.1, ::1", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_secret_nor_path_is_in_what_is_told_of_a_failure()
    {
        await using var receiver = await Receiver.StartAsync(static (_, context) =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync($"{context.Request.Path} is not {Secret}, nor {context.Request.Query["token"]}");
        });
        using var channel = ChannelTo($"{receiver.Url}/T00/verysecret?token=quitesecret");

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal($"{receiver.Url} answers 404: *** is not ***, nor ***", outcome.Problem);
    }

    [Fact]
    public async Task A_secret_that_is_sent_back_unescaped_is_hidden_too()
    {
        await using var receiver = await Receiver.StartAsync(static (_, context) =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync($"no {context.Request.Query["token"]}");
        });
        using var channel = ChannelTo($"{receiver.Url}/hook?token=very%2Bsecret");

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal($"{receiver.Url} answers 404: no ***", outcome.Problem);
    }

    [Fact]
    public async Task A_secret_that_begins_where_the_excerpt_ends_is_not_told_in_part()
    {
        await using var receiver = await Receiver.StartAsync(static (_, context) =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync($"{new string('z', 190)}\n{Secret}");
        });
        using var channel = ChannelTo(receiver.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.EndsWith("zzz ***", outcome.Problem, StringComparison.Ordinal);
    }

    private static WebhookChannelOptions Options(string url, bool allowPrivate) => new() { Enabled = true, Url = url, Secret = Secret, AllowPrivateAddresses = allowPrivate };

    private WebhookChannel ChannelTo(string url, bool allowPrivate = true) => new(Options(url, allowPrivate), _clock);
}
