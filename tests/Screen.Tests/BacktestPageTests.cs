using System.Text.RegularExpressions;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;
using SqueezeFlow.Screen.Tests.Services;

namespace SqueezeFlow.Screen.Tests;

/// <summary>The page that opens reports of back-tests.</summary>
public sealed class BacktestPageTests(SharedBrowser browser)
{
    private const string Drop = """
        (target, file) => {
          const data = new DataTransfer();
          data.items.add(new File([file.text], file.name, { type: 'text/html' }));
          target.dispatchEvent(new DragEvent('dragover', { dataTransfer: data, bubbles: true, cancelable: true }));
          target.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
        }
        """;

    [Fact]
    public async Task A_report_is_shown_as_it_is_from_disk_and_stays_open_among_the_pages()
    {
        using var folder = new ReportFolder();
        var printed = await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"));
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("backtest");

        await page.Locator("input[type=file]").SetInputFilesAsync(folder.PathOf("report.html"));
        var report = new ReportShown(page);
        await report.WaitAsync();
        await report.AssertIsAsync(printed);
        var shown = await page.Locator(".report").InnerTextAsync();

        await page.Locator("header.top nav a[href='#/signals']").ClickAsync();
        await page.Locator("header.top nav a[href='#/backtest']").ClickAsync();
        await report.AssertIsAsync(printed);
        Assert.Empty(visit.Faults);

        // The same components, the same words.
        await using var reader = await Visit.BeginAsync(browser, folder.Url);
        await reader.Page.GotoAsync(new Uri(folder.Url, "report.html").ToString());
        await new ReportShown(reader.Page).WaitAsync();
        Assert.Equal(await reader.Page.Locator(".report").InnerTextAsync(), shown);
        Assert.Empty(reader.Faults);
    }

    [Fact]
    public async Task Files_that_are_no_report_are_refused_by_name_and_take_nothing_away()
    {
        using var folder = new ReportFolder();
        await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"));
        var good = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("backtest");
        var drop = page.Locator(".drop");
        (string Name, string Text, string Words)[] files =
        [
            ("empty.html", "", "The file is empty"),
            ("old.html", "<!doctype html><svg></svg>", "There is no block of data in it"),
            ("half.html", good[..(good.Length / 4)], "the file was cut off"),
            ("later.html", good.Replace("\"version\":1", "\"version\":7", StringComparison.Ordinal), "version 7; this screen reads version 1"),
            ("odd.html", Regex.Replace(good, "\"equity\":[0-9.]+", "\"equity\":\"much\""), "result.equity is \"much\"; it should be a number"),
        ];

        await drop.EvaluateAsync(Drop, new { name = "good.html", text = good });
        await new ReportShown(page).WaitAsync();
        foreach (var (name, text, words) in files)
        {
            await drop.EvaluateAsync(Drop, new { name, text });
            await Patience.Expect(page.Locator(".drop [role=alert]")).ToContainTextAsync(name);
            await Patience.Expect(page.Locator(".drop [role=alert]")).ToContainTextAsync(words);
            await Patience.Expect(page.Locator(".report h1")).ToBeVisibleAsync();
        }

        await drop.EvaluateAsync(Drop, new { name = "good.html", text = good });
        await Patience.Expect(page.Locator(".drop [role=alert]")).ToHaveCountAsync(0);
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task Nothing_of_a_file_is_run()
    {
        const string evil = "\\u003cimg src=x onerror=globalThis.hit=1>\\u003c/script>";
        using var folder = new ReportFolder();
        await folder.RunAsync("report.html", ReportFolder.Spot("AVAX"), ReportFolder.February("AVAX"));
        var good = await File.ReadAllTextAsync(folder.PathOf("report.html"), TestContext.Current.CancellationToken);
        var text = Regex.Replace(good, "\"(title|reason|file|market|exit)\":\"[^\"]*\"", $"\"$1\":\"{evil.Replace("$", "$$", StringComparison.Ordinal)}\"").Replace("</body>", "<script>globalThis.hit = 1</script></body>", StringComparison.Ordinal);
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        var page = await visit.LoadAsync("backtest");

        await page.Locator(".drop").EvaluateAsync(Drop, new { name = "evil.html", text });

        await Patience.Expect(page.Locator(".report h1")).ToHaveTextAsync("<img src=x onerror=globalThis.hit=1></script>");
        await new ReportShown(page).WaitAsync();
        Assert.Equal(0, await page.Locator("img").CountAsync());
        Assert.True(await page.EvaluateAsync<bool>("() => globalThis.hit === undefined"));
        Assert.Empty(visit.Faults);
    }

    [Fact]
    public async Task What_shows_a_report_is_loaded_on_its_page_only()
    {
        await using var service = await FakeService.StartAsync();
        await using var visit = await Visit.BeginAsync(browser, service.Url);
        List<string> scripts = [];
        visit.Context.Request += (_, request) =>
        {
            if (request.Url.EndsWith(".js", StringComparison.Ordinal))
            {
                scripts.Add(new Uri(request.Url).AbsolutePath);
            }
        };

        var page = await visit.LoadAsync("flow");
        await Patience.Expect(page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        Assert.DoesNotContain("/openReport.js", scripts);
        await page.GotoAsync(visit.AddressOf("backtest"));
        await Patience.Expect(page.Locator(".drop")).ToBeVisibleAsync();

        Assert.Contains("/openReport.js", scripts);
    }
}
