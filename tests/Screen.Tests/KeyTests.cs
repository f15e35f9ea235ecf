using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>What a change needs, and what becomes of it.</summary>
public sealed class KeyTests(SharedBrowser browser)
{
    private const string Secret = "correct-horse-battery";

    [Fact]
    public async Task A_key_is_asked_for_once_sent_with_changes_and_left_nowhere()
    {
        await using var service = await FakeService.StartAsync();
        var isPaused = false;
        var calls = new ConcurrentQueue<(string Key, string Sign)>();
        service.Answers.Set("status", () =>
        {
            var status = FakeViews.Status(3, service.Events.Last);
            status["executionPaused"] = isPaused;
            return status;
        });
        service.Answers.Set("execution/pause", request =>
        {
            calls.Enqueue((request.Headers["X-Api-Key"].ToString(), request.Headers["X-SqueezeFlow"].ToString()));
            if (request.Headers["X-Api-Key"] != Secret)
            {
                return FakeAnswer.Problem(StatusCodes.Status401Unauthorized, "A key is needed", "X-Api-Key: missing or wrong");
            }

            isPaused = true;
            return new(StatusCodes.Status200OK, new JsonObject());
        });
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var urls = new ConcurrentQueue<string>();
        var reads = new ConcurrentQueue<string>();
        visit.Context.Request += (_, request) =>
        {
            urls.Enqueue(request.Url);
            if (request.Method == "GET" && request.Headers.ContainsKey("x-api-key"))
            {
                reads.Enqueue(request.Url);
            }
        };
        var page = await visit.LoadAsync();

        await page.Locator("header.top button.danger").ClickAsync();
        await page.Locator("dialog button.act").ClickAsync();
        var key = page.Locator("dialog input[type=password]");
        await key.FillAsync("wrong");
        await key.PressAsync("Enter");
        await Patience.UntilAsync(() => calls.Count == 2, "the call with the wrong key");
        await Patience.Expect(page.Locator("dialog [role=alert]")).ToContainTextAsync("A key is needed");
        await Patience.Expect(key).ToHaveValueAsync("");
        await key.FillAsync(Secret);
        await key.PressAsync("Enter");
        await Patience.Expect(page.Locator("header.top button.danger")).ToContainTextAsync("Resume");
        await Patience.Expect(page.Locator("dialog")).ToHaveCountAsync(0);

        Assert.Equal(["", "wrong", Secret], calls.Select(call => call.Key));
        Assert.All(calls, call => Assert.Equal("1", call.Sign));
        Assert.DoesNotContain(urls, url => url.Contains(Secret, StringComparison.Ordinal));
        Assert.Empty(reads);
        var kept = await page.EvaluateAsync<string>("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.documentElement.outerHTML])");
        Assert.DoesNotContain(Secret, kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_money_is_framed_and_asks_for_the_word()
    {
        await using var service = await FakeService.StartAsync();
        service.Answers.Set("status", () =>
        {
            var status = FakeViews.Status(3, service.Events.Last, isDryRun: false);
            status["executionPaused"] = true;
            return status;
        });
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync();

        await Patience.Expect(page.Locator(".live-money[role=alert]")).ToContainTextAsync("LIVE MONEY");
        await page.Locator("header.top button.danger").ClickAsync();
        await Patience.Expect(page.Locator("dialog button.act")).ToBeDisabledAsync();
        await page.Locator("dialog input").FillAsync("RESUME");

        await Patience.Expect(page.Locator("dialog button.act")).ToBeEnabledAsync();
    }
}
