using Microsoft.Playwright;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Screen.Tests.Browsing;

/// <summary>
/// The system's browser, started with the first test that needs it: one process for all tests, in which each has a profile of its own. Where it is missing a test
/// skips with that reason; under <c>CI=true</c> it fails instead.
/// </summary>
/// <remarks>Chromium without its own windows takes a third less of the processor than the whole of it, which serves where that is all there is.</remarks>
public sealed class SharedBrowser : IAsyncDisposable
{
    private const string Program = "chromium-headless-shell";
    private const string Whole = "chromium";

    // It asks nobody anything on its own, and is not put to sleep where it is not looked at.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-domain-reliability", "--disable-sync", "--no-pings",
        "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows", "--force-color-profile=srgb",
    ];

    private readonly SemaphoreSlim _gate = new(1, 1);
    private IPlaywright? _driver;
    private IBrowser? _browser;

    /// <summary>A profile of its own, as a browser that was never here before.</summary>
    internal async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions options)
    {
        var browser = await StartAsync();
        var context = await browser.NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.Usual.TotalMilliseconds);
        return context;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _driver?.Dispose();
        _gate.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        await _gate.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (_browser is null)
            {
                var path = ServerProgram.Require(Program, Program, Whole);
                _driver ??= await Playwright.CreateAsync();
                _browser = await _driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Arguments, Headless = true, Timeout = (float)Patience.Usual.TotalMilliseconds });
            }

            return _browser;
        }
        finally
        {
            _gate.Release();
        }
    }
}
