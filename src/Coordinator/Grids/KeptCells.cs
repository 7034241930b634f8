using System.Numerics;

namespace Sweep.Coordinator.Grids;

/// <summary>Which cells of a block are left after exclusion: one bit for each, and a running count every 512, to find the n-th one left.</summary>
internal sealed class KeptCells
{
    private const int WordsPerMark = 8;

    private readonly ulong[] kept;
    private readonly int[] marks;

    private KeptCells(ulong[] kept)
    {
        this.kept = kept;
        marks = new int[(kept.Length + WordsPerMark - 1) / WordsPerMark];
        for (var word = 0; word < kept.Length; word++)
        {
            if (word % WordsPerMark == 0)
            {
                marks[word / WordsPerMark] = Count;
            }

            Count += BitOperations.PopCount(kept[word]);
        }
    }

    /// <summary>Cells left.</summary>
    public int Count { get; }

    /// <param name="place">Of a cell before exclusion.</param>
    public static KeptCells Where(int cells, Func<int, bool> keep)
    {
        var kept = new ulong[(cells + 63) / 64];
        for (var place = 0; place < cells; place++)
        {
            if (keep(place))
            {
                kept[place >> 6] |= 1UL << place;
            }
        }

        return new KeptCells(kept);
    }

    /// <summary>The place before exclusion of the <paramref name="index"/>-th cell left, counted from 0.</summary>
    public int Place(int index)
    {
        var mark = Array.BinarySearch(marks, index);
        // Marks without a cell left between them are equal: the last one not beyond the index begins the stretch that holds it.
        mark = mark < 0 ? ~mark - 1 : mark;
        while (mark + 1 < marks.Length && marks[mark + 1] <= index)
        {
            mark++;
        }

        var rest = index - marks[mark];
        var word = mark * WordsPerMark;
        for (var bits = BitOperations.PopCount(kept[word]); rest >= bits; bits = BitOperations.PopCount(kept[word]))
        {
            rest -= bits;
            word++;
        }

        return (word << 6) + Select(kept[word], rest);
    }

    private static int Select(ulong bits, int rank)
    {
        for (; rank > 0; rank--)
        {
            bits &= bits - 1;
        }

        return BitOperations.TrailingZeroCount(bits);
    }
}
