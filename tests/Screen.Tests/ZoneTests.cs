using System.Globalization;
using SqueezeFlow.Screen.Tests.Browsing;
using SqueezeFlow.Screen.Tests.Fakes;

namespace SqueezeFlow.Screen.Tests;

/// <summary>Times in the zone of whoever looks, over the nights on which clocks are changed.</summary>
public sealed class ZoneTests(SharedBrowser browser)
{
    private const long Length = 300_000;

    private static readonly DateTimeOffset[] Nights = [new(2025, 3, 30, 2, 10, 0, TimeSpan.Zero), new(2025, 10, 26, 2, 10, 0, TimeSpan.Zero)];

    [Theory]
    [InlineData("Asia/Kolkata", 330, 330, 330)]
    [InlineData("Europe/Berlin", 60, 120, 60)]
    public async Task Bars_stay_in_order_and_labels_and_files_have_the_zones_own_time(string zone, int winter, int summer, int winterAgain)
    {
        foreach (var (night, before, after) in ((DateTimeOffset, int, int)[])[(Nights[0], winter, summer), (Nights[1], summer, winterAgain)])
        {
            await using var service = await FakeService.StartAsync();
            service.Events.MarketUnixMs = night.ToUnixTimeMilliseconds();
            await using var visit = await Visit.BeginAsync(browser, service.Url);
            var page = await visit.LoadAsync($"flow/BTC?tf=5m&tz={Uri.EscapeDataString(zone)}");
            await Patience.Expect(page.Locator(".chart .legend")).ToBeVisibleAsync();
            // Clocks change at 01:00 UTC.
            DateTimeOffset At(long unixMs)
            {
                var utc = DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
                return utc.ToOffset(TimeSpan.FromMinutes(utc.Hour < 1 && utc.Day == night.Day || utc.Day < night.Day ? before : after));
            }

            await page.Locator(".chart-bar .tools button").First.ClickAsync();
            await Patience.Expect(PageTable.Chart(page).Locator("tbody tr").Nth(25)).ToBeVisibleAsync();
            var rows = await PageTable.RowsAsync(PageTable.Chart(page));
            var last = night.ToUnixTimeMilliseconds() - Length;
            Assert.Equal(
                Enumerable.Range(0, rows.Count).Select(place => At(last - (place * Length)).ToString("d MMM HH:mm:ss", CultureInfo.InvariantCulture)),
                rows.Select(row => row["Time"]));

            var file = await page.RunAndWaitForDownloadAsync(() => page.Locator(".chart-bar .tools button").Nth(2).ClickAsync());
            var lines = (await File.ReadAllLinesAsync((await file.PathAsync())!, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(',')[0]).ToList();
            Assert.InRange(lines.Count, 100, 2_000);
            Assert.Equal(Enumerable.Range(0, lines.Count).Select(place => At(last - ((lines.Count - 1 - place) * Length)).ToString(zone == "UTC" ? "yyyy-MM-ddTHH:mm:ssZ" : "yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)), lines);
        }
    }
}
