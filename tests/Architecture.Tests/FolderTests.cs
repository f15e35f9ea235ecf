using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Architecture.Tests;

/// <summary>A folder is small enough to be read at a glance.</summary>
public sealed class FolderTests
{
    private const int MostFiles = 15;

    [Theory]
    [MemberData(nameof(Projects.InOrder), MemberType = typeof(Projects))]
    public void No_folder_holds_more_files_than_a_glance_takes_in(string project)
    {
        var folders = FoldersOf(project).ToDictionary(folder => folder, folder => Directory.GetFiles(folder, "*.cs").Length);

        var tooLarge = folders.Where(folder => folder.Value > MostFiles).Select(folder => $"{Path.GetRelativePath(Checkout.Root, folder.Key)}: {folder.Value} files");

        Assert.Contains(folders.Values, files => files > 0);
        Assert.Empty(tooLarge);
    }

    private static IEnumerable<string> FoldersOf(string project)
    {
        var top = Projects.FolderOf(project);
        return Directory.EnumerateDirectories(top, "*", SearchOption.AllDirectories).Append(top);
    }
}
