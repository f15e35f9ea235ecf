using SqueezeFlow.Storage.Influx.Schema;
using static SqueezeFlow.Storage.Tests.Influx.ServerBench;

namespace SqueezeFlow.Storage.Tests.Influx;

public sealed class ResampleNotesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-notes-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_is_added_while_others_are_worked_on_stays()
    {
        var notes = new ResampleNotes(_folder);
        await notes.AddAsync(new(0, 60), Token);
        Assert.Equal([new TimeRange(0, 60)], await notes.BeginAsync(Token));
        await notes.AddAsync(new(30, 90), Token);
        Assert.Equal([new TimeRange(30, 90), new TimeRange(0, 60)], notes.All);

        await notes.DoneAsync(Token);

        Assert.Equal([new TimeRange(30, 90)], Read());
        Assert.Equal([new TimeRange(30, 90)], await notes.BeginAsync(Token));
    }

    [Fact]
    public async Task What_is_worked_on_is_on_disk_until_it_is_done()
    {
        var notes = new ResampleNotes(_folder);
        await notes.AddAsync(new(0, 60), Token);
        await notes.BeginAsync(Token);

        Assert.Equal([new TimeRange(0, 60)], Read());
        Assert.Equal([new TimeRange(0, 60)], await notes.BeginAsync(Token));
    }

    [Fact]
    public async Task Stretches_that_touch_are_one_and_there_are_never_too_many()
    {
        var notes = new ResampleNotes(_folder);
        for (var i = 0; i < 300; i++)
        {
            await notes.AddAsync(new(i * 1_000, (i * 1_000) + (i % 2 == 0 ? 10 : 1_000)), Token);
        }

        Assert.True(notes.All.Count <= 256, $"{notes.All.Count} stretches");
        Assert.All(Enumerable.Range(0, 300), i => Assert.Contains(notes.All, range => range.Contains(new(i * 1_000, (i * 1_000) + 10))));
    }

    [Fact]
    public void A_file_of_something_else_is_refused_by_name()
    {
        var path = Path.Combine(_folder, ResampleNotes.FileName);
        File.WriteAllText(path, "0 60\nyesterday\n");

        var failure = Assert.Throws<IOException>(() => new ResampleNotes(_folder).Load());

        Assert.StartsWith($"'{path}': 'yesterday' is no stretch of time", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_keeps_nothing_in_memory_either()
    {
        var file = Path.Combine(_folder, "in the way");
        await File.WriteAllTextAsync(file, "", Token);
        var notes = new ResampleNotes(file);

        await Assert.ThrowsAnyAsync<IOException>(() => notes.AddAsync(new(0, 60), Token));

        Assert.Empty(notes.All);
    }

    private IReadOnlyList<TimeRange> Read()
    {
        var notes = new ResampleNotes(_folder);
        notes.Load();
        return notes.All;
    }
}
