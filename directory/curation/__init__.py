"""Keeping the directory true: changing entries, reports from readers, lists in and out."""
