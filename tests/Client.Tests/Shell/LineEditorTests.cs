using Spectre.Console.Testing;
using SqueezeFlow.Client.Shell;

namespace SqueezeFlow.Client.Tests.Shell;

/// <summary>The editor, key by key.</summary>
public sealed class LineEditorTests : IDisposable
{
    private readonly TestConsoleInput _keys = new();
    private readonly StringWriter _output = new();
    private readonly CommandHistory _history = CommandHistory.InMemory();
    private string[] _words = [];

    [Fact]
    public async Task Typed_characters_are_the_line()
    {
        _keys.PushTextWithEnter("watch BTC");

        Assert.Equal("watch BTC", await ReadAsync());
    }

    [Fact]
    public async Task Cursor_keys_choose_where_characters_go()
    {
        _keys.PushText("acd");
        Push(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow);
        _keys.PushText("b");
        Push(ConsoleKey.Home);
        _keys.PushText("<");
        Push(ConsoleKey.End);
        _keys.PushText(">");
        Push(ConsoleKey.Enter);

        Assert.Equal("<abcd>", await ReadAsync());
    }

    [Fact]
    public async Task Backspace_and_delete_take_away_on_either_side()
    {
        _keys.PushText("abXYcd");
        Push(ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.LeftArrow, ConsoleKey.Backspace, ConsoleKey.Delete, ConsoleKey.Enter);

        Assert.Equal("abcd", await ReadAsync());
    }

    [Fact]
    public async Task Control_keys_cut_words_and_ends()
    {
        _keys.PushText("one two three");
        Control(ConsoleKey.W);
        _keys.PushText("3");
        Control(ConsoleKey.A);
        Control(ConsoleKey.RightArrow);
        Control(ConsoleKey.U);
        Control(ConsoleKey.E);
        _keys.PushText("!");
        Control(ConsoleKey.LeftArrow);
        Control(ConsoleKey.K);
        Push(ConsoleKey.Enter);

        Assert.Equal(" two ", await ReadAsync());
    }

    [Fact]
    public async Task Arrows_walk_the_history_and_come_back_to_the_draft()
    {
        _history.Add("first");
        _history.Add("second");
        _keys.PushText("draft");
        Push(ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.UpArrow, ConsoleKey.DownArrow, ConsoleKey.DownArrow);
        _keys.PushText("!");
        Push(ConsoleKey.Enter);

        Assert.Equal("draft!", await ReadAsync());
    }

    [Fact]
    public async Task The_last_line_is_one_key_away()
    {
        _history.Add("status");
        Push(ConsoleKey.UpArrow, ConsoleKey.Enter);

        Assert.Equal("status", await ReadAsync());
    }

    [Fact]
    public async Task Tab_ends_the_only_word_that_fits()
    {
        _words = ["positions"];
        _keys.PushText("pos");
        Push(ConsoleKey.Tab, ConsoleKey.Enter);

        Assert.Equal("positions ", await ReadAsync());
    }

    [Fact]
    public async Task Tab_adds_what_all_words_share_then_lists_them()
    {
        _words = ["signals", "signature"];
        _keys.PushText("si");
        Push(ConsoleKey.Tab, ConsoleKey.Tab, ConsoleKey.Enter);

        Assert.Equal("signa", await ReadAsync());
        Assert.Contains("signals  signature", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Control_C_drops_the_line_and_control_D_ends_the_input()
    {
        _keys.PushText("half");
        Control(ConsoleKey.C);
        Control(ConsoleKey.D);

        Assert.Equal((string.Empty, null), (await ReadAsync(), await ReadAsync()));
    }

    [Fact]
    public async Task A_line_wider_than_the_screen_is_kept_whole()
    {
        var line = new string('x', 300);
        _keys.PushTextWithEnter(line);

        Assert.Equal(line, await ReadAsync());
        Assert.DoesNotContain(new string('x', 40), _output.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _output.Dispose();

    private Task<string?> ReadAsync() =>
        new LineEditor(_keys, _output, () => 40, _history, (_, _) => new(_words)).ReadAsync("> ", TestContext.Current.CancellationToken);

    private void Push(params ConsoleKey[] keys) => Array.ForEach(keys, key => _keys.PushKey(new ConsoleKeyInfo('\0', key, false, false, false)));

    private void Control(ConsoleKey key) => _keys.PushKey(new ConsoleKeyInfo('\0', key, false, false, true));
}
