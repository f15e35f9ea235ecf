using Microsoft.Extensions.Configuration;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Tests.Configuration;

/// <summary>Processes that share a volume each find a folder of their own in it.</summary>
public sealed class DataSlotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_process_has_the_first_that_no_other_uses()
    {
        using var first = Take(3);
        using var second = Take(3);

        Assert.Equal([FolderOf(1), FolderOf(2)], [first!.Folder, second!.Folder]);
    }

    [Fact]
    public void What_one_has_left_the_next_one_takes()
    {
        var first = Take(3);
        using var second = Take(3);
        first!.Dispose();

        using var third = Take(3);

        Assert.Equal(FolderOf(1), third!.Folder);
    }

    [Fact]
    public void When_all_are_in_use_the_start_ends_with_number_and_fix()
    {
        using var first = Take(1);

        var failure = Assert.Throws<CommandFailure>(() => Take(1));

        Assert.Equal(ExitCode.BadUsage, failure.ExitCode);
        Assert.Equal($"Data:Slots: all 1 folders below {_folder} are in use by other processes: set it to a greater number, or stop one of them", failure.Message);
    }

    [Fact]
    public void A_folder_that_is_not_shared_stays_whole() => Assert.Null(Take(0));

    [Fact]
    public void One_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var failure = Assert.Throws<CommandFailure>(() => DataSlot.Take(Configuration(file, 2)));

        Assert.StartsWith($"Data:Directory: {Path.Combine(file, "1")} cannot be created or written (", failure.Message, StringComparison.Ordinal);
    }

    private string FolderOf(int number) => Path.Combine(_folder, $"{number}");

    private DataSlot? Take(int slots) => DataSlot.Take(Configuration(_folder, slots));

    private static IConfiguration Configuration(string folder, int slots) =>
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Data:Directory"] = folder, ["Data:Slots"] = $"{slots}" }).Build();
}
