using Microsoft.AspNetCore.Http;
using SqueezeFlow.Notifications.Telegram;
using SqueezeFlow.Notifications.Tests.Doubles;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Notifications.Tests.Telegram;

/// <summary>The bot against a Bot API server on loopback.</summary>
public sealed class TelegramChannelTests
{
    private const string Token = "123456:ABCDEFghijklmnopqrstuvwxyz0123456789";
    private const string Taken = """{"ok":true,"result":{"message_id":1,"date":1795368000,"chat":{"id":-1001,"type":"supergroup"},"text":"x"}}""";

    [Fact]
    public async Task A_message_is_posted_to_the_chat_with_everything_escaped()
    {
        await using var server = await Receiver.StartAsync((_, context) => AnswerAsync(context, 200, Taken));
        using var channel = ChannelTo(server.Url);
        var message = Notices.Message() with { Instance = "<here>", Text = "a < b & c > \"d\"", More = 2, Others = ["x & y"] };

        var outcome = await channel.SendAsync(message, TestContext.Current.CancellationToken);

        var call = Assert.Single(server.Calls);
        Assert.True(outcome.IsDelivered, outcome.Problem);
        Assert.Equal($"/bot{Token}/sendMessage", call.Path);
        Assert.Equal(("-1001", "Html"), (call.Json.GetProperty("chat_id").ToString(), call.Json.GetProperty("parse_mode").GetString()));
        Assert.Equal("<b>&lt;here&gt;: info</b>\na &lt; b &amp; c &gt; \"d\"\nx &amp; y\nand 1 more of this kind", call.Json.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData(429, """{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 41","parameters":{"retry_after":41}}""", true, 41)]
    [InlineData(500, """{"ok":false,"error_code":500,"description":"Internal Server Error"}""", true, null)]
    [InlineData(502, "<html>Bad Gateway</html>", true, null)]
    [InlineData(400, """{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}""", false, null)]
    [InlineData(401, """{"ok":false,"error_code":401,"description":"Unauthorized"}""", false, null)]
    [InlineData(403, """{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked"}""", false, null)]
    [InlineData(302, "", false, null)]
    public async Task A_refusal_says_whether_and_when_to_try_again(int status, string body, bool mayRepeat, int? seconds)
    {
        await using var server = await Receiver.StartAsync((_, context) => AnswerAsync(context, status, body));
        using var channel = ChannelTo(server.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Single(server.Calls);
        Assert.Equal((false, mayRepeat, (double?)seconds), (outcome.IsDelivered, outcome.MayRepeat, outcome.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_and_the_token_is_not_told()
    {
        using var closed = new ClosedPort();
        using var channel = ChannelTo($"http://127.0.0.1:{closed.Number}");

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal((false, true), (outcome.IsDelivered, outcome.MayRepeat));
        Assert.DoesNotContain("ABCDEF", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_sent_back_is_not_told()
    {
        await using var server = await Receiver.StartAsync((_, context) => AnswerAsync(context, 404, $$"""{"ok":false,"error_code":404,"description":"no method at /bot{{Token}}/sendMessage"}"""));
        using var channel = ChannelTo(server.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal("Telegram answers 404: no method at /bot***/sendMessage", outcome.Problem);
    }

    [Fact]
    public async Task A_long_refusal_is_told_by_its_beginning_on_one_line()
    {
        await using var server = await Receiver.StartAsync((_, context) => AnswerAsync(context, 400, $$"""{"ok":false,"error_code":400,"description":"a\nb{{new string('z', 5_000)}}"}"""));
        using var channel = ChannelTo(server.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal($"Telegram answers 400: a b{new string('z', 197)}", outcome.Problem);
    }

    [Fact]
    public async Task An_answer_without_end_is_given_up()
    {
        await using var server = await Receiver.StartAsync(static async (_, context) =>
        {
            for (var i = 0; i < 100_000 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.WriteAsync(new string(' ', 4_000), context.RequestAborted);
            }
        });
        using var channel = ChannelTo(server.Url);

        var outcome = await channel.SendAsync(Notices.Message(), TestContext.Current.CancellationToken);

        Assert.Equal((false, true), (outcome.IsDelivered, outcome.MayRepeat));
    }

    [Fact]
    public void A_long_text_is_cut_to_what_Telegram_takes_and_never_within_a_sign()
    {
        var message = Notices.Message() with { Text = string.Concat(Enumerable.Repeat("🚀", 3_000)), More = 30 };

        var text = TelegramText.Of(message);

        Assert.InRange(text.Length, 3_800, 4_096);
        Assert.EndsWith("🚀…\nand 30 more of this kind", text, StringComparison.Ordinal);
    }

    private static TelegramChannel ChannelTo(string url) => new(new() { Enabled = true, Token = Token, ChatId = "-1001", BaseAddress = new(url) });

    private static Task AnswerAsync(HttpContext context, int status, string body)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/json");
        if (status == 302)
        {
            context.Response.Headers.Location = "http://127.0.0.1:1/";
        }

        return context.Response.WriteAsync(body);
    }
}
