using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>Somebody in front of the screen: one profile of the browser, whose pages are watched for what must not happen on any.</summary>
internal sealed class Visit : IAsyncDisposable
{
    // The browser logs what its policy forbids; this says it in so many words, whatever the browser makes of it.
    private const string TellPolicy = "addEventListener('securitypolicyviolation', e => console.error(`policy ${e.violatedDirective} forbids ${e.blockedURI} in ${e.sourceFile}:${e.lineNumber}`))";

    private readonly Uri _service;
    private readonly ConcurrentQueue<string> _faults = new();

    private Visit(IBrowserContext context, Uri service) => (Context, _service) = (context, service);

    public IBrowserContext Context { get; }

    /// <summary>The page that was opened first.</summary>
    public IPage Page => Context.Pages[0];

    /// <summary>Errors in the console, violations of the policy, and requests to anybody else but the service.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Opens a profile; no page is loaded yet.</summary>
    /// <param name="browser">The browser of all tests.</param>
    /// <param name="service">Address of the service whose screen is looked at.</param>
    /// <param name="theme">What the system prefers.</param>
    /// <param name="width">Of the window.</param>
    /// <param name="height">Of the window.</param>
    public static async Task<Visit> BeginAsync(SharedBrowser browser, Uri service, ColorScheme theme = ColorScheme.Dark, int width = 1600, int height = 900)
    {
        var context = await browser.OpenAsync(new() { ColorScheme = theme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new() { Width = width, Height = height }, TimezoneId = "UTC", Locale = "en-GB" });
        var visit = new Visit(context, service);
        await context.AddInitScriptAsync(TellPolicy);
        context.Request += (_, request) => visit.Check(request.Url);
        context.Console += (_, message) => visit.Check(message);
        context.WebError += (_, error) => visit._faults.Enqueue($"uncaught: {error.Error}");
        await context.NewPageAsync();
        return visit;
    }

    /// <summary>Loads the screen at a place of it, e.g. <c>flow/BTC</c>, and waits for the service to be heard.</summary>
    public Task<IPage> LoadAsync(string place = "flow") => LoadAsync(Page, place);

    /// <summary>The same in a page of its own.</summary>
    public async Task<IPage> LoadAsync(IPage page, string place = "flow")
    {
        await page.GotoAsync(AddressOf(place));
        await Patience.Expect(Pill(page)).ToContainTextAsync("LIVE");
        return page;
    }

    /// <summary>The address of a place on the screen.</summary>
    public string AddressOf(string place) => new Uri(_service, $"/#/{place}").ToString();

    /// <summary>What tells how the service is heard.</summary>
    public static ILocator Pill(IPage page) => page.Locator("header.top .pill");

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Check(string url)
    {
        if (!url.StartsWith(_service.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal))
        {
            _faults.Enqueue($"request to {url}");
        }
    }

    private void Check(IConsoleMessage message)
    {
        if (message.Type is "error" or "warning")
        {
            _faults.Enqueue($"{message.Type}: {message.Text} ({message.Location})");
        }
    }
}
