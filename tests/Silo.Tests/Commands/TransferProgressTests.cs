using SqueezeFlow.Silo.Commands.Backup;
using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Silo.Tests.Commands;

public sealed class TransferProgressTests
{
    [Fact]
    public void Where_no_terminal_is_a_line_tells_every_five_seconds_how_far_it_is_and_what_is_left()
    {
        var clock = new ManualClock();
        using var error = new StringWriter { NewLine = "\n" };
        using var progress = new TransferProgress(error, clock);

        for (var second = 0; second <= 12; second++)
        {
            progress.Report("writing", second * 1_000, 61_000);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        progress.Report("checking", 10, 61_000);

        Assert.Equal(
            ["writing, 5,000 of 61,000 rows, 1,000 rows/s, 0:00:56 left", "writing, 10,000 of 61,000 rows, 1,000 rows/s, 0:00:51 left"],
            error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
